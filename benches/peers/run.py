"""Peers on the rows that `cargo bench --bench big -- generate` writes: loading, and the questions that the bench asks of our columns.

    python benches/peers/run.py rows.csv [duckdb polars pandas igraph networkx]

Each engine runs in a process of its own; what is printed is seconds, and the most memory that the process held. An engine that is
not installed is passed over. networkx is given the first million rows: it takes about a kilobyte an edge.
"""

import multiprocessing
import resource
import sys
import time

COLUMNS = 61
SOURCE, TARGET, CODE, DAY = 7, 17, 26, 1
NAMES = {SOURCE: "source", TARGET: "target", CODE: "code", DAY: "day"}


def timed(name, work):
    begun = time.perf_counter()
    result = work()
    print(f"  {name:<16}{time.perf_counter() - begun:9.3f} s", flush=True)
    return result


def with_duckdb(path):
    import duckdb

    database = duckdb.connect()
    database.sql("SET threads TO 2")
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(COLUMNS))
    timed("load", lambda: database.sql(f"""
        CREATE TABLE events AS SELECT c{SOURCE} AS source, c{TARGET} AS target, c{CODE} AS code, c{DAY} AS day
        FROM read_csv('{path}', delim='\t', quote='', header=false, columns={{{columns}}})"""))
    source, target = database.sql("""
        SELECT source, target FROM events WHERE source <> '' AND target <> '' AND source <> target
        GROUP BY ALL ORDER BY count(*) DESC LIMIT 1""").fetchall()[0]
    timed("pair by year", lambda: database.sql(f"""
        SELECT day[1:4] AS year, count(*) FROM events WHERE source = '{source}' AND target = '{target}' GROUP BY ALL""").fetchall())
    timed("top 20 partners", lambda: database.sql(f"""
        SELECT other, count(*) AS n FROM (SELECT target AS other FROM events WHERE source = '{source}'
        UNION ALL SELECT source FROM events WHERE target = '{source}') GROUP BY ALL ORDER BY n DESC LIMIT 20""").fetchall())
    timed("2 hops", lambda: database.sql(f"""
        WITH ties AS (SELECT DISTINCT source AS a, target AS b FROM events UNION SELECT DISTINCT target, source FROM events)
        SELECT count(DISTINCT two.b) FROM ties one JOIN ties two ON one.b = two.a WHERE one.a = '{source}'""").fetchall())
    timed("month roll-up", lambda: database.sql(
        "SELECT source, target, day[1:6] AS month, count(*) FROM events GROUP BY ALL").fetchnumpy())


def with_polars(path):
    import polars as pl

    def load():
        frame = pl.scan_csv(path, separator="\t", quote_char=None, has_header=False, infer_schema=False)
        columns = frame.collect_schema().names()
        return frame.select([pl.col(columns[at]).alias(name) for at, name in NAMES.items()]).fill_null("").collect()

    events = timed("load", load)
    known = events.filter((pl.col("source") != "") & (pl.col("target") != "") & (pl.col("source") != pl.col("target")))
    source, target, _ = known.group_by("source", "target").len().sort("len", descending=True).row(0)
    timed("pair by year", lambda: events.filter((pl.col("source") == source) & (pl.col("target") == target))
          .group_by(pl.col("day").str.slice(0, 4)).len())
    timed("top 20 partners", lambda: pl.concat([
        events.filter(pl.col("source") == source).select(pl.col("target").alias("other")),
        events.filter(pl.col("target") == source).select(pl.col("source").alias("other")),
    ]).group_by("other").len().sort("len", descending=True).head(20))

    def hops():
        ties = events.select("source", "target").unique()
        both = pl.concat([ties, ties.select(pl.col("target").alias("source"), pl.col("source").alias("target"))]).unique()
        near = both.filter(pl.col("source") == source).select("target")
        return both.join(near, left_on="source", right_on="target").select("target").n_unique()

    timed("2 hops", hops)
    timed("month roll-up", lambda: events.group_by("source", "target", pl.col("day").str.slice(0, 6)).len())


def with_pandas(path):
    import pandas as pd

    events = timed("load", lambda: pd.read_csv(path, sep="\t", quoting=3, header=None, usecols=sorted(NAMES), dtype="category",
                                               keep_default_na=False).rename(columns=NAMES))
    known = events[(events.source != "") & (events.target != "") & (events.source.astype(str) != events.target.astype(str))]
    source, target = known.groupby(["source", "target"], observed=True).size().idxmax()
    timed("pair by year", lambda: events[(events.source == source) & (events.target == target)].day.astype(str).str[:4].value_counts())
    timed("top 20 partners", lambda: pd.concat([events[events.source == source].target.astype(str),
                                                events[events.target == source].source.astype(str)]).value_counts().head(20))
    timed("month roll-up", lambda: events.assign(month=events.day.astype(str).str[:6])
          .groupby(["source", "target", "month"], observed=True).size())


def pairs(path, most=None):
    with open(path, encoding="utf-8") as rows:
        for number, row in enumerate(rows):
            if number == most:
                return
            fields = row.split("\t", TARGET + 1)
            if fields[SOURCE] and fields[TARGET]:
                yield fields[SOURCE], fields[TARGET], fields[DAY]


def with_igraph(path):
    import igraph

    graph = timed("load", lambda: igraph.Graph.TupleList(pairs(path), directed=True, edge_attrs=["day"]))
    hub = max(graph.vs, key=lambda vertex: vertex.degree())
    timed("2 hops", lambda: graph.neighborhood(hub, order=2))


def with_networkx(path):
    import networkx

    graph = networkx.MultiDiGraph()
    timed("load 1 million", lambda: graph.add_edges_from((a, b, {"day": day}) for a, b, day in pairs(path, 1_000_000)))
    hub = max(graph, key=graph.degree)
    timed("2 hops", lambda: len(networkx.single_source_shortest_path_length(graph.to_undirected(as_view=True), hub, cutoff=2)))


ENGINES = {"duckdb": with_duckdb, "polars": with_polars, "pandas": with_pandas, "igraph": with_igraph, "networkx": with_networkx}


def run(name, path):
    print(name, flush=True)
    try:
        ENGINES[name](path)
    except ImportError as missing:
        print(f"  passed over: {missing}")
        return
    print(f"  {'memory':<16}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB", flush=True)


if __name__ == "__main__":
    rows, names = sys.argv[1], sys.argv[2:] or list(ENGINES)
    for engine in names:
        # A fresh process each, so that the memory is the engine's own.
        process = multiprocessing.get_context("spawn").Process(target=run, args=(engine, rows))
        process.start()
        process.join()
