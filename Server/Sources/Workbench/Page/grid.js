// The grid of a plan: a real table, cars against hours, or sectors against hours, one cell in the order of
// tabs (WAI-ARIA grid pattern, no wrapping).

import { make, put } from "./api.js";
import { language, t, number } from "./words.js";

// The colours of the printed page: Okabe and Ito's first, then lighter and darker ones of each.
const colours = [
  0xe69f00, 0x56b4e9, 0x08ac7f, 0xf0e442, 0x0072b2, 0xcd6418, 0xcc79a7, 0x72190e, 0x555555, 0xcceeff,
  0x332288, 0xccddaa, 0xaa3377, 0x663333, 0xbbbbbb, 0xd1bbd7, 0x666633, 0x99ddff, 0xee6677, 0xffcccc,
];

function paint(sector) {
  const base = [16, 8, 0].map((shift) => (colours[sector % colours.length] >> shift) & 255);
  const cycle = Math.floor(sector / colours.length) % 3;
  const mixed = cycle === 0 ? base : base.map((c) => Math.trunc((3 * c + 2 * (cycle === 1 ? 255 : 0)) / 5));
  const linear = mixed.map((c) => {
    const v = c / 255;
    return v * (v * (v * 0.305306011 + 0.682171111) + 0.012522878);
  });
  const luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  return { fill: `rgb(${mixed.join(",")})`, text: luminance > 0.179 ? "#000" : "#fff" };
}

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];

/** Writes a rule of colours for each sector. */
export function colour(count) {
  if (sheet.cssRules.length === count) return;
  const rules = [];
  for (let sector = 0; sector < count; sector++) {
    const { fill, text } = paint(sector);
    rules.push(`.s${sector}{background:${fill};color:${text};fill:${fill}}`);
  }
  sheet.replaceSync(rules.join("\n"));
}

/** Names without what all of them begin with, if what is left is short and tells them apart. */
export function shortNames(names) {
  let prefix = 0;
  if (names.length > 1) {
    while (names.every((name) => name.length > prefix + 1 && name[prefix] === names[0][prefix])) prefix++;
    while (prefix > 0 && /[\p{L}\p{N}]/u.test(names[0][prefix - 1]) && /[\p{L}]/u.test(names[0][prefix])) prefix--;
  }
  const short = names.map((name) => name.slice(prefix));
  return short.every((name) => name.length <= 6) ? short : names.map((name) => name.slice(0, 6));
}

/** What a view says, put where the grid needs it. */
export function index(view) {
  const steps = view.times.length;
  const at = (rows) => new Set(rows.map(([car, step]) => car * steps + step));
  const cars = new Map(view.cars.map((car, i) => [car.id, i]));
  const sectors = new Map(view.sectors.map((sector, i) => [sector.id, i]));
  const broken = new Map();
  const missed = new Set();
  for (const line of view.verdict?.violations ?? []) {
    if (line.step === undefined || line.step === null) continue;
    for (const car of line.cars) {
      const key = cars.get(car) * steps + line.step - 1;
      broken.set(key, [...(broken.get(key) ?? []), line.words]);
    }
    if (line.cars.length > 0 || !line.sector) continue;
    const [sector, step] = [sectors.get(line.sector), line.step - 1];
    missed.add(sector * steps + step);
    // Too many are red where they are, in a closed sector for one; too few have no cell to be red.
    const there = (view.cells ?? []).flatMap((cells, car) => (cells[step] === sector ? [car] : []));
    if (there.length <= view.demand[step][sector].at(-1)) continue;
    for (const car of there) broken.set(car * steps + step, [...(broken.get(car * steps + step) ?? []), line.words]);
  }
  return {
    view, steps, cars, sectors, broken, missed, pins: at(view.pins),
    drives: new Map(view.drives.map(([car, step, tenths]) => [car * steps + step, tenths])),
    labels: shortNames(view.sectors.map((sector) => sector.id)),
  };
}

/** A table with the keys of a grid. `on` has what is done with a cell. */
export class Grid {
  constructor(on) {
    this.on = on;
    this.row = 0;
    this.column = 0;
    this.letters = localStorage.getItem("letters") !== "off";
    this.element = make("div", { class: "wide", id: "grid" });
    this.below = make("div", {});
    this.element.addEventListener("keydown", (event) => this.key(event));
    this.element.addEventListener("click", (event) => this.click(event));
  }

  /** Draws a plan; `changed` are cells that are other than before, `marked` is one to be swapped. */
  draw(facts, { bySector = false, changed = new Set(), marked = null } = {}) {
    this.facts = facts;
    this.bySector = bySector;
    const { view } = facts;
    this.rows = bySector ? view.sectors.length : view.cars.length;
    const hadFocus = this.element.contains(document.activeElement);
    const shape = [bySector, language(), facts.labels.join(), view.times.join(), view.cars.map((car) => car.id).join()].join("|");
    if (shape !== this.shape) this.frame(view);
    this.shape = shape;
    // Rows that say what they said before stay: an edit changes one or two of hundreds.
    for (let row = 0; row < this.rows; row++) {
      const key = this.rowKey(row, changed, marked);
      if (this.keys[row] === key) continue;
      this.keys[row] = key;
      const element = bySector ? this.sectorRow(row) : this.carRow(row, changed, marked);
      if (this.body.rows[row]) this.body.rows[row].replaceWith(element);
      else this.body.append(element);
    }
    if (!bySector) {
      this.table.tFoot?.remove();
      this.table.append(this.foot());
    }
    this.row = Math.min(this.row, this.rows - 1);
    this.column = Math.min(this.column, facts.steps - 1);
    const cell = this.cell(this.row, this.column);
    cell.tabIndex = 0;
    if (hadFocus && document.activeElement !== cell) cell.focus();
  }

  /** A new table, without its lines. */
  frame(view) {
    const { bySector } = this;
    const head = make("tr", { role: "row" }, make("th", { scope: "col" }, t(bySector ? "sector" : "car")),
      view.times.map((time) => make("th", { scope: "col" }, time)),
      bySector ? [] : [make("th", { scope: "col", class: "sum" }, t("minutes"))]);
    this.keys = [];
    this.body = make("tbody", {});
    this.table = make("table", {
      role: "grid", class: "plan" + (view.times.length > 24 ? " dense" : ""), "aria-label": t("gridName"),
      "aria-readonly": "true", "aria-rowcount": this.rows + 1,
    }, make("thead", {}, head), this.body);
    put(this.element, this.table);
    put(this.below, this.legend());
  }

  /** All that a line says, as one text. */
  rowKey(row, changed, marked) {
    const { view, steps, broken, pins, drives, missed } = this.facts;
    const marks = [];
    for (let step = 0; step < steps; step++) {
      const key = row * steps + step;
      if (this.bySector) marks.push(this.there(row, step).join(" "), view.demand[step][row].join("-"), missed.has(key));
      else marks.push(view.cells?.[row][step], drives.get(key), pins.has(key), broken.has(key), changed.has(key), marked === key);
    }
    return `${marks.join()}|${this.bySector ? "" : view.cars[row].minutes}`;
  }

  /** What the letters of the cells mean, where there are not too many. */
  legend() {
    const { sectors } = this.facts.view;
    if (sectors.length > 60) return null;
    return make("ul", { class: "legend" }, sectors.map((sector, i) =>
      make("li", {}, make("b", { class: `chip s${i}` }, this.facts.labels[i]), sector.id === sector.name ? sector.name : `${sector.id} ${sector.name}`)));
  }

  carRow(car, changed, marked) {
    const { view, steps, broken, pins, drives, labels } = this.facts;
    const line = view.cars[car];
    const row = make("tr", { role: "row" }, make("th", { scope: "row" }, line.id));
    for (let step = 0; step < steps; step++) {
      const key = car * steps + step;
      const sector = view.cells ? view.cells[car][step] : null;
      const cell = document.createElement("td");
      cell.setAttribute("role", "gridcell");
      cell.tabIndex = -1;
      let name = `${line.id} ${view.times[step]}: `;
      if (sector === null || sector === undefined) {
        cell.className = "off";
        name += view.cells ? t("off") : t("empty");
      } else {
        cell.className = `s${sector}`;
        const drive = drives.get(key);
        if (drive !== undefined) {
          cell.classList.add("go");
          const small = document.createElement("i");
          small.textContent = number(drive / 10);
          cell.append(small);
        }
        cell.append(labels[sector]);
        name += view.sectors[sector].name;
      }
      if (pins.has(key)) { cell.classList.add("pin"); name += `, ${t("pinned")}`; }
      if (broken.has(key)) {
        cell.classList.add("broken");
        name += `, ${t("isBroken")}`;
      }
      if (changed.has(key)) { cell.classList.add("changed"); name += `, ${t("changed")}`; }
      if (marked === key) cell.classList.add("marked");
      cell.setAttribute("aria-label", name);
      row.append(cell);
    }
    row.append(make("td", { class: "sum" }, line.minutes === null || line.minutes === undefined ? "" : number(line.minutes)));
    return row;
  }

  sectorRow(sector) {
    const { view, steps, missed } = this.facts;
    const row = make("tr", { role: "row" }, make("th", { scope: "row" }, view.sectors[sector].id));
    for (let step = 0; step < steps; step++) {
      const there = this.there(sector, step);
      const range = view.demand[step][sector];
      const isMissed = missed.has(sector * steps + step);
      const cell = make("td", {
        role: "gridcell", tabindex: -1, class: `count${there.length ? " some" : ""}${isMissed ? " broken" : ""}`,
        "aria-label": `${view.sectors[sector].name} ${view.times[step]}: ${there.join(", ") || "–"}, ${t("needed")} ${range.join("–")}${isMissed ? `, ${t("short")}` : ""}`,
      }, there.length > 3 ? `${there.length}` : there.join(" "), make("i", {}, ` ${range[0] === 0 && range.length === 1 ? "" : range.join("–")}`));
      row.append(cell);
    }
    return row;
  }

  there(sector, step) {
    const { view } = this.facts;
    return (view.cells ?? []).flatMap((cells, car) => (cells[step] === sector ? [view.cars[car].id] : []));
  }

  /** What the shift needs at each hour beside what is there. */
  foot() {
    const { view, steps, missed } = this.facts;
    const row = make("tr", { role: "row" }, make("th", { scope: "row" }, t("needed")));
    for (let step = 0; step < steps; step++) {
      const need = view.demand[step].reduce((sum, range) => sum + (range.length === 1 ? range[0] : range[1]), 0);
      let wrong = 0;
      for (let sector = 0; sector < view.sectors.length; sector++) if (missed.has(sector * steps + step)) wrong++;
      row.append(make("td", { class: wrong ? "sum bad" : "sum" }, wrong ? `${need} !` : `${need}`));
    }
    const total = view.verdict ? number(view.verdict.travelMinutes) : "";
    row.append(make("td", { class: "sum" }, total));
    return make("tfoot", {}, row);
  }

  cell(row, column) { return this.body.rows[row].cells[column + 1]; }

  /** Moves the one cell in the order of tabs, and the focus with it. */
  go(row, column) {
    const [r, c] = [Math.max(0, Math.min(this.rows - 1, row)), Math.max(0, Math.min(this.facts.steps - 1, column))];
    this.cell(this.row, this.column).tabIndex = -1;
    [this.row, this.column] = [r, c];
    const cell = this.cell(r, c);
    cell.tabIndex = 0;
    cell.focus();
  }

  /** Goes to the next cell that breaks a rule. */
  next(back) {
    const keys = [...(this.bySector ? this.facts.missed : this.facts.broken.keys())].sort((a, b) => a - b);
    if (keys.length === 0) return;
    const here = this.row * this.facts.steps + this.column;
    const found = back ? keys.findLast((key) => key < here) ?? keys.at(-1) : keys.find((key) => key > here) ?? keys[0];
    this.go(Math.floor(found / this.facts.steps), found % this.facts.steps);
  }

  click(event) {
    const cell = event.target.closest("td[role=gridcell]");
    if (!cell) return;
    this.go(cell.parentElement.rowIndex - 1, cell.cellIndex - 1);
    this.on.ask(this.row, this.column);
  }

  key(event) {
    if (!event.target.closest("td[role=gridcell]")) return;
    const control = event.ctrlKey || event.metaKey;
    const last = this.facts.steps - 1;
    const keys = {
      ArrowUp: () => this.go(this.row - 1, this.column), ArrowDown: () => this.go(this.row + 1, this.column),
      ArrowLeft: () => this.go(this.row, this.column - 1), ArrowRight: () => this.go(this.row, this.column + 1),
      Home: () => this.go(control ? 0 : this.row, 0), End: () => this.go(control ? this.rows - 1 : this.row, last),
      PageUp: () => this.go(this.row - 10, this.column), PageDown: () => this.go(this.row + 10, this.column),
      Enter: () => this.on.ask(this.row, this.column, true), F2: () => this.on.ask(this.row, this.column, true),
    };
    const letters = { p: "pin", f: "forbid", x: "mark", b: "rest", c: "close" };
    const letter = event.key.toLowerCase();
    if (keys[event.key] && !(control && event.key === "Enter")) keys[event.key]();
    else if (this.letters && !control && !event.altKey && letters[letter]) this.on[letters[letter]](this.row, this.column);
    else if (this.letters && !control && !event.altKey && letter === "n") this.next(event.shiftKey);
    else return;
    event.preventDefault();
  }
}
