// Search: actors by name or code, and sentences by their words. `/` goes there from anywhere.

import { clean, cut, fill, make, nameOf, number } from "./words.js";

const MOST_ACTORS = 7;
const MOST_SENTENCES = 5;
const PAUSE = 90;

/** Letters without their accents, small: so that "Medvedev" finds "Medvédev". */
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/**
 * Makes the search of an input and its list. `choose(actor)` is called with an actor, `tell(telling)` with a telling's row.
 */
export function search(input, list, model, evidence, { weight, choose, tell }) {
  const names = model.actors.map((actor) => plain(`${actor.name} ${actor.code}`));
  let options = [], active = -1, asked = 0, waiting = 0;

  function actorsFor(words) {
    const found = [];
    names.forEach((name, row) => {
      if (!words.every((word) => name.includes(word))) return;
      const exact = name.startsWith(words.join(" ")) ? 0 : words.every((word) => ` ${name}`.includes(` ${word}`)) ? 1 : 2;
      found.push({ actor: model.actors[row], exact, weight: weight(row) });
    });
    return found.sort((a, b) => a.exact - b.exact || b.weight - a.weight || a.actor.row - b.actor.row).slice(0, MOST_ACTORS);
  }

  async function look() {
    const turn = ++asked;
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    if (words.length === 0) return close();
    options = actorsFor(words).map(({ actor, weight: count }) => ({
      go: () => choose(actor),
      content: [make("span", { class: "found-name" }, nameOf(actor, 60)), make("span", { class: "faint" }, [actor.kind, actor.code, count > 0 ? number(count) : ""].filter(Boolean).join(" · "))],
    }));
    show(words);
    if (words.join("").length < 3) return;
    try {
      const rows = await evidence.find(input.value.toLowerCase().split(/\s+/).filter(Boolean), MOST_SENTENCES);
      const told = await evidence.load(rows);
      if (turn !== asked) return;
      options.push(...told.map((telling, at) => ({ go: () => tell(rows[at]), content: [make("span", { class: "found-text" }, cut(clean(telling.text), 150))] })));
      show(words);
    } catch (error) {
      fill(list, make("li", { class: "none" }, `The sentences could not be searched: ${error.message}`));
    }
  }

  function show(words) {
    active = Math.min(active, options.length - 1);
    if (active < 0 && options.length > 0) active = 0;
    fill(list, options.length === 0
      ? make("li", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, `Nothing is called “${cut(words.join(" "), 30)}”.`)
      : options.map((option, at) => make("li", {
        role: "option", id: `found-${at}`, "aria-selected": String(at === active),
        onpointerdown: (event) => { event.preventDefault(); take(at); },
      }, ...option.content)));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    if (active >= 0) input.setAttribute("aria-activedescendant", `found-${active}`);
    else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    asked++;
    clearTimeout(waiting);
    [options, active] = [[], -1];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(at) {
    const option = options[at];
    if (!option) return;
    input.value = "";
    close();
    input.blur();
    option.go();
  }

  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(look, PAUSE); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", async (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (options.length === 0) return;
      active = (active + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
      for (const [at, item] of [...list.children].entries()) item.setAttribute("aria-selected", String(at === active));
      input.setAttribute("aria-activedescendant", `found-${active}`);
      list.children[active]?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      // Who types fast and presses Enter means what was typed, not what was found for its beginning.
      clearTimeout(waiting);
      if (options.length === 0 || active <= 0) { look(); }
      take(Math.max(0, active));
    } else if (event.key === "Escape") {
      input.value = "";
      close();
      input.blur();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, select, textarea");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
}
