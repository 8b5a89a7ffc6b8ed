//! Rows as GDELT 2.0 writes them, made up: 250 countries, 20 sectors, few actors that do most, blanks, every CAMEO code, bad dates.

use std::io::{self, Write};

use diplograph::knowledge::directory::Sort;
use diplograph::knowledge::{ActorDirectory, Ontology};

const SECTORS: [&str; 20] = [
    "GOV", "MIL", "COP", "OPP", "REB", "CVL", "MED", "BUS", "LEG", "JUD", "EDU", "REL", "HLH", "LAB", "REF", "UAF", "SPY", "ELI",
    "CRM", "AGR",
];
const DAYS_IN_MONTH: [u64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// What rows are made of.
pub struct Generator {
    countries: Vec<String>,
    codes: Vec<(String, String, f64)>,
    random: u64,
}

impl Generator {
    /// A generator; the same seed makes the same rows.
    pub fn new(actors: &ActorDirectory, ontology: &Ontology, seed: u64) -> Generator {
        let states = actors.entries().filter(|(_, entry)| entry.sort == Sort::State).map(|(_, entry)| entry.code.clone());
        let codes = ontology.event_types().filter(|kind| kind.code.len() > 2);
        Generator {
            countries: states.take(250).collect(),
            codes: codes.map(|kind| (kind.code.clone(), kind.root().to_owned(), kind.goldstein)).collect(),
            random: seed,
        }
    }

    /// Writes so many rows.
    pub fn write(&mut self, rows: u64, out: &mut impl Write) -> io::Result<()> {
        (1..=rows).try_for_each(|id| self.row(id, out))
    }

    fn row(&mut self, id: u64, out: &mut impl Write) -> io::Result<()> {
        let (year, month) = (2015 + self.below(10), 1 + self.below(12));
        let day = 1 + self.below(DAYS_IN_MONTH[month as usize - 1]);
        let added = format!("{year}{month:02}{day:02}");
        // One date in a thousand is the known slip of a century.
        let told = if self.below(1000) == 0 { format!("1920{month:02}{day:02}") } else { added.clone() };
        let [(one, one_name, one_country, one_type), (two, two_name, two_country, two_type)] = [self.actor(10), self.actor(32)];
        let at = self.below(self.codes.len() as u64) as usize;
        let (code, root, goldstein) = self.codes[at].clone();
        let (mentions, tone) = (1 + self.below(40), self.below(20_000) as f64 / 1000.0 - 10.0);
        let quad = match root.as_str() {
            "01" | "02" | "03" | "04" | "05" => 1,
            "06" | "07" | "08" => 2,
            "09" | "10" | "11" | "12" | "13" => 3,
            _ => 4,
        };
        let place = format!(
            "4\tCity {}, Region {}, Country\tXX\tXX07\t5402\t{}.5\t{}.25\t-{}",
            mentions,
            day,
            month,
            day,
            id % 2_000_000
        );
        writeln!(
            out,
            "{id}\t{told}\t{year}{month:02}\t{year}\t{year}.5\t{one}\t{one_name}\t{one_country}\t\t\t\t\t{one_type}\t\t\t\
             {two}\t{two_name}\t{two_country}\t\t\t\t\t{two_type}\t\t\t1\t{code}\t{}\t{root}\t{quad}\t{goldstein}\t{mentions}\t2\t{mentions}\t{tone}\t\
             {place}\t{place}\t{place}\t{added}121500\thttp://example.org/{year}/{month:02}/news/article-{id}.html",
            code.get(..3).unwrap_or(&code),
        )
    }

    /// Code, name, country and type of an actor; nothing in so many of a hundred.
    fn actor(&mut self, blank: u64) -> (String, String, String, String) {
        if self.below(100) < blank {
            return Default::default();
        }
        // A power of chance: a tenth of the countries have nearly half of the events.
        let chance = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        let country = self.countries[(chance.powi(3) * self.countries.len() as f64) as usize].clone();
        let sector = if self.below(2) == 0 { "" } else { SECTORS[self.below(20) as usize] };
        (format!("{country}{sector}"), format!("{country} {sector}"), country, sector.to_owned())
    }

    fn below(&mut self, most: u64) -> u64 {
        self.next() % most
    }

    /// SplitMix64.
    fn next(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.random;
        value = (value ^ value >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ value >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ value >> 31
    }
}
