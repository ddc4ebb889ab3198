// The editor of a plan: its grid, what may be done with a cell, and what each change came to.

import { ask, dialog, english, field, get, listen, make, newKey, Problem, put, say } from "./api.js";
import { Grid, colour, index } from "./grid.js";
import { map } from "./map.js";
import { runLine } from "./run.js";
import { ending, origin, rule } from "./sayings.js";
import { number, signed, t } from "./words.js";

/** Shows a plan to be worked on; returns what ends the screen. */
export async function editor(screen, id) {
  const desk = new Editor(screen, id);
  await desk.load();
  return () => desk.leave();
}

class Editor {
  constructor(screen, id) {
    this.screen = screen;
    this.id = id;
    this.changed = new Set();
    this.marked = null;
    this.bySector = false;
    this.queue = Promise.resolve();
    this.grid = new Grid({
      ask: (row, column, moves) => this.explain(row, column, moves),
      pin: (row, column) => this.pin(row, column),
      forbid: (row, column) => this.act("forbid", row, column),
      mark: (row, column) => this.mark(row, column),
      rest: (row, column) => this.rest(row, column),
      close: (row, column) => this.close(row, column),
    });
    this.keys = (event) => this.key(event);
    document.addEventListener("keydown", this.keys);
  }

  leave() {
    document.removeEventListener("keydown", this.keys);
    this.source?.close();
    this.runSource?.close();
    clearInterval(this.clock);
  }

  async load() {
    const { value, tag } = await ask("GET", `/plans/${this.id}`);
    this.tag = tag;
    this.take(value);
    const look = await get(`/plans/${this.id}/versions/${value.plan.head}`);
    this.show(look.view);
    get(`/plans/${this.id}/outlines`).then((outlines) => {
      if (outlines.length === 0) return;
      this.outlines = outlines;
      this.drawMap();
    }, () => {});
    this.source = listen("", { plan: (event) => this.hear(event) });
    const running = (await get("/runs")).find((run) => run.plan === this.id && ["queued", "running"].includes(run.state));
    if (running) this.follow(running.id);
  }

  take(line) {
    this.plan = line.plan;
    this.version = line.version;
    this.canRedo = line.canRedo;
  }

  /** Draws all that there is. */
  show(view) {
    this.view = view;
    this.facts = index(view);
    colour(view.sectors.length);
    this.grid.draw(this.facts, this);
    if (!this.panel) this.build();
    this.head();
    this.phone();
    this.drawMap();
  }

  build() {
    this.bar = make("div", { class: "bar", role: "toolbar", "aria-label": t("plans") });
    this.title = make("h1", {});
    this.figures = make("div", { class: "figures" });
    this.runBox = make("div", { class: "run", hidden: true });
    this.panel = make("aside", { id: "panel", "aria-live": "polite", tabindex: -1 });
    this.mapBox = make("div", { id: "map" });
    this.phoneBox = make("section", { class: "phone" });
    put(this.screen, this.title, this.figures, this.bar, this.runBox,
      make("div", { class: "desk" }, make("div", { class: "sheet" }, this.grid.element, this.grid.below, this.mapBox), this.panel), this.phoneBox);
  }

  head() {
    const { verdict } = this.view;
    document.title = `${this.plan.name} – Temper`;
    const isPublished = Boolean(this.version.publishedAt);
    put(this.title, this.plan.name, " ",
      make("span", { class: isPublished ? "tag solid" : "tag" }, isPublished ? t("published") : t("draft")));
    const figure = (value, words, bad) => make("div", { class: bad ? "figure bad" : "figure" }, make("b", {}, value), make("span", {}, words));
    const broken = verdict?.violationCount ?? 0;
    put(this.figures, 
      ...(verdict
        ? [figure(t("minutesShort", { n: number(verdict.travelMinutes) }), `${this.view.cars.reduce((sum, car) => sum + (car.moves ?? 0), 0)} ${t("moves")}`),
          verdict.priceMinutes ? figure(t("minutesShort", { n: number(verdict.priceMinutes) }), t("price")) : null,
          figure(broken === 0 ? "✓" : `${broken}`, broken === 0 ? t("kept") : broken === 1 ? t("brokenOne", { n: 1 }) : t("broken", { n: broken }), broken > 0)]
        : [figure("–", t("empty"))]).filter(Boolean),
      figure(`${this.version.n}`, [t("details", { n: this.version.n }), origin(this.version)]));
    const button = (words, action, options = {}) => make("button", { type: "button", onclick: action, ...options }, words);
    const focused = this.bar.contains(document.activeElement) ? [...this.bar.children].indexOf(document.activeElement) : -1;
    put(this.bar, 
      button(verdict ? t("resolve") : t("planShift"), () => this.plan_(), { class: "main", id: "resolve", title: "Ctrl+Enter" }),
      button(t("undo"), () => this.go("undo"), { id: "undo", disabled: this.version.parent === undefined || this.version.parent === null, title: "Ctrl+Z" }),
      button(t("redo"), () => this.go("redo"), { id: "redo", disabled: !this.canRedo, title: "Ctrl+Y" }),
      button(t("next"), () => this.grid.next(false), { id: "next", disabled: broken === 0, title: "N" }),
      button(this.bySector ? t("carView") : t("sectorView"), () => this.turn(), { id: "turn" }),
      button(t("publish"), () => this.publish(), { id: "publish", disabled: !verdict || isPublished }),
      button(t("export"), () => this.export(), { id: "export", disabled: !verdict }),
      make("a", { class: "button", href: `#/plans/${this.id}/versions` }, t("versions")),
      button(t("help"), () => this.help(), { id: "help", title: "?" }));
    if (focused >= 0) this.bar.children[focused]?.focus();
  }

  turn() {
    this.bySector = !this.bySector;
    this.grid.draw(this.facts, this);
    this.head();
  }

  /** One car's shift, for a telephone. */
  phone() {
    const { view } = this;
    const choose = make("select", { "aria-label": t("myCar"), onchange: () => fill() },
      view.cars.map((car, i) => make("option", { value: i }, car.id)));
    choose.value = this.phoneCar ?? 0;
    const list = make("ol", {});
    const fill = () => {
      this.phoneCar = Number(choose.value);
      const cells = view.cells?.[this.phoneCar] ?? [];
      put(list, ...cells.flatMap((sector, step) => {
        if (step > 0 && cells[step - 1] === sector) return [];
        const drive = this.facts.drives.get(this.phoneCar * this.facts.steps + step);
        return [make("li", {}, make("time", {}, view.times[step]), " ",
          sector === null ? make("span", { class: "quiet" }, t("off"))
            : [make("b", { class: `chip s${sector}` }, this.facts.labels[sector]), ` ${view.sectors[sector].name}`],
          drive === undefined ? null : make("span", { class: "quiet" }, ` ${t("minutesShort", { n: number(drive / 10) })}`))];
      }));
    };
    fill();
    put(this.phoneBox, field(t("myCar"), choose), list);
  }

  drawMap() { put(this.mapBox, ...map(this.view, this.facts, this.grid.column, this.outlines)); }

  // Changes

  names(row, column) { return { car: this.view.cars[row].id, step: column + 1 }; }

  pin(row, column) {
    const isPinned = this.facts.pins.has(row * this.facts.steps + column);
    return this.act(isPinned ? "unpin" : "pin", row, column);
  }

  act(kind, row, column, more = {}) {
    if (this.bySector) return Promise.resolve();
    return this.edit({ kind, ...this.names(row, column), ...more });
  }

  mark(row, column) {
    if (this.bySector) return;
    const { steps } = this.facts;
    if (this.marked === null || this.marked % steps !== column) {
      this.marked = row * steps + column;
      say(t("marked", { car: this.view.cars[row].id, time: this.view.times[column] }));
      this.grid.draw(this.facts, this);
      return;
    }
    const other = Math.floor(this.marked / steps);
    this.marked = null;
    if (other === row) this.grid.draw(this.facts, this);
    else this.act("swap", row, column, { other: this.view.cars[other].id });
  }

  edit(change) { return this.send("PATCH", `/plans/${this.id}`, change); }
  go(where) { return this.send("POST", `/plans/${this.id}/${where}`); }

  /** Sends changes one after the other, each for the state that the one before has left. */
  send(method, path, body) {
    this.queue = this.queue.then(async () => {
      try {
        const { value, tag } = await ask(method, path, { body, tag: this.tag });
        this.tag = tag;
        this.take(value);
        if (value.view) {
          this.changed = new Set(value.change.cells.map((cell) => this.facts.cars.get(cell.car) * this.facts.steps + cell.step - 1));
          this.show(value.view);
          this.tell(value.change);
        } else this.head();
        return value;
      } catch (problem) {
        await this.refuse(problem);
        return null;
      }
    });
    return this.queue;
  }

  tell(change) {
    if (!change.before || !change.after) return;
    const minutes = change.after.travelMinutes + change.after.priceMinutes - change.before.travelMinutes - change.before.priceMinutes;
    const cells = change.cells.length;
    say(cells === 0 ? [t("details", { n: this.version.n }), origin(this.version)] : t(cells === 1 ? "changeOne" : "change", { cells, minutes: signed(minutes) }));
    this.refresh();
  }

  async refuse(problem) {
    if (!(problem instanceof Problem)) return say(t("offline"), true);
    if (problem.status === 412) {
      await this.reload();
      return say(t("elsewhere"), true);
    }
    return say(english(problem.message), true);
  }

  async reload() {
    const { value, tag } = await ask("GET", `/plans/${this.id}`);
    const before = this.version;
    this.tag = tag;
    this.take(value);
    const look = await get(`/plans/${this.id}/versions/${value.plan.head}`);
    if (before.broken !== undefined && before.broken !== null && before.n !== value.plan.head) {
      const change = await get(`/plans/${this.id}/versions/${value.plan.head}/changes?since=${before.n}`);
      this.changed = new Set(change.cells.map((cell) => this.facts.cars.get(cell.car) * this.facts.steps + cell.step - 1));
    } else this.changed = new Set();
    this.show(look.view);
    this.refresh();
  }

  /** Something has happened to a plan, perhaps to this one and by somebody else. */
  hear(event) {
    if (event.plan !== this.id) return;
    this.queue = this.queue.then(async () => {
      if (event.what.revision <= this.plan.revision) return;
      try { await this.reload(); } catch { say(t("offline"), true); }
    });
  }

  // Breaks and closed sectors

  /** Until when: a choice of hours from one on, the last of which is the end of the shift. */
  until(column, chosen) {
    const { times, stepMinutes } = this.view;
    const end = (step) => times[step + 1] ?? later(times[step], stepMinutes);
    const choose = make("select", { name: "to", id: "until" }, times.map((_, step) => step).slice(column).map((step) => make("option", { value: step + 1 }, end(step))));
    choose.value = chosen + 1;
    return field(t("until"), choose);
  }

  /** A break of a car, now or sometime in a window. */
  async rest(row, column) {
    if (this.bySector) return;
    const { car } = this.names(row, column);
    if (this.restOf(row, column)) return this.edit({ kind: "resume", car, step: column + 1 });
    const form = await dialog(t("breakOf", { car, time: this.view.times[column] }), [
      this.until(column, column), make("p", { class: "quiet" }, t("breakHint")),
      field(t("breakSteps"), make("input", { type: "number", name: "length", id: "length", min: 1, max: this.facts.steps - column, placeholder: t("allOfIt") })),
    ], t("addBreak"), t("cancel"), true);
    if (!form) return;
    const body = { kind: "break", car, step: column + 1, to: Number(form.get("to")) };
    if (form.get("length") !== "") body.length = Number(form.get("length"));
    await this.edit(body);
  }

  /** Closes the sector of a cell, from its hour on. */
  async close(row, column) {
    const index = this.bySector ? row : this.view.cells?.[row][column];
    if (index === null || index === undefined) return;
    const sector = this.view.sectors[index];
    const form = await dialog(t("closeOf", { sector: sector.name, time: this.view.times[column] }), [
      this.until(column, this.facts.steps - 1), make("p", { class: "quiet" }, t("closeHint")),
    ], t("closeSector"), t("cancel"), true);
    if (form) await this.edit({ kind: "close", sector: sector.id, step: column + 1, to: Number(form.get("to")) });
  }

  /** The break that a car is to have around an hour. */
  restOf(row, column) {
    return this.bySector ? undefined : this.view.breaks.find(([car, from, to]) => car === row && from <= column && column <= to);
  }

  /** What is known of the break around a cell, and how it is taken away. */
  restLine(row, column) {
    const rest = this.restOf(row, column);
    if (!rest) return null;
    const [, from, to, length] = rest;
    return make("p", { class: "buttons" }, make("span", {}, t(length === 1 ? "breakIsOne" : "breakIs", { n: length, a: this.view.times[from], b: this.view.times[to + 1] ?? later(this.view.times[to], this.view.stepMinutes) })),
      make("button", { type: "button", id: "resume", onclick: () => this.rest(row, column) }, t("noBreak")));
  }

  // Why, and who else

  async explain(row, column, moves) {
    this.drawMap();
    if (this.bySector) return this.needs(row, column);
    this.asked = [row, column];
    const { car, step } = this.names(row, column);
    if (typeof this.view.cells?.[row][column] !== "number") {
      put(this.panel, make("h2", {}, t("whyTitle", { car, time: this.view.times[column] })), make("p", {}, t(this.view.cells ? "off" : "empty")), this.restLine(row, column));
      if (moves) this.panel.focus();
      return;
    }
    const path = `/plans/${this.id}/cells/${encodeURIComponent(car)}/${step}`;
    const version = `?version=${this.version.n}`;
    try {
      const why = await get(`${path}/why${version}`);
      this.answer(why);
      if (moves) this.panel.focus();
      const all = await get(`${path}/candidates${version}`);
      if (this.asked?.[0] === row && this.asked[1] === column) this.answer(all);
    } catch (problem) {
      put(this.panel, make("p", { class: "bad" }, problem instanceof Problem ? english(problem.message) : t("offline")));
    }
  }

  /** Asks again about the cell that the panel is about. */
  refresh() {
    if (this.asked && !this.bySector) this.explain(...this.asked, false);
  }

  answer(why) {
    const [row, column] = this.asked;
    const button = (words, action, options = {}) => make("button", { type: "button", onclick: action, ...options }, words);
    const other = (line, allowed) => make("li", {},
      make("b", {}, line.car), " ", make("span", { class: "quiet" }, line.fromStep === line.toStep
        ? this.view.times[line.fromStep - 1] : `${this.view.times[line.fromStep - 1]}–${this.view.times[line.toStep - 1]}`), " ",
      make("span", { class: "minutes" }, t("minutesShort", { n: signed(line.costMinutes) })),
      allowed ? button(t("swap"), () => this.edit({ kind: "swap", car: why.car, other: line.car, step: line.fromStep, to: line.toStep }), { class: "small" })
        : make("div", { class: "reason" }, rule(line.broken[0], this.view)));
    const need = why.needed === why.most ? why.needed : t("whyRange", { a: why.needed, b: why.most, n: why.wanted });
    const hadFocus = this.panel.contains(document.activeElement) && this.panel !== document.activeElement ? document.activeElement.id : null;
    put(this.panel, 
      make("h2", {}, t("whyTitle", { car: why.car, time: why.time })),
      why.broken.map((line) => make("p", { class: "bad" }, rule(line, this.view))),
      make("p", {}, t(why.stayFrom === why.stayTo ? "whyInOne" : "whyIn", { sector: why.sector, a: why.stayFrom, b: why.stayTo }), " ",
        why.arrivalMinutes === undefined || why.arrivalMinutes === null ? t("whyNoDrive") : t("whyDrive", { origin: why.origin, n: number(why.arrivalMinutes) })),
      make("p", {}, t("whyNeed", { sector: why.sector, n: need, who: why.present.join(", ") })),
      make("p", { class: "buttons" },
        button(why.pinned ? t("unpin") : t("pin"), () => this.pin(row, column), { id: "pin" }),
        button(t("forbid"), () => this.act("forbid", row, column), { id: "forbid" }),
        button(t("markForSwap"), () => this.mark(row, column), { id: "mark" }),
        button(t("addBreak"), () => this.rest(row, column), { id: "break", disabled: Boolean(this.restOf(row, column)) }),
        button(t("closeSector"), () => this.close(row, column), { id: "close" }),
        button(t("out"), () => this.act("out", row, column), { id: "out" })),
      this.restLine(row, column) ?? "",
      why.allowed === undefined || why.allowed === null
        ? make("p", { class: "quiet" }, t("looking"))
        : [make("h3", {}, t("instead")), why.allowed.length ? make("ul", { class: "others" }, why.allowed.map((line) => other(line, true))) : make("p", {}, t("noneInstead")),
          why.refused.length ? [make("h3", {}, t("notAllowed")), make("ul", { class: "others" }, why.refused.map((line) => other(line, false)))] : null].flat());
    if (hadFocus) document.getElementById(hadFocus)?.focus();
  }

  /** What a sector needs at an hour, to be changed. */
  needs(row, column) {
    const sector = this.view.sectors[row];
    const range = this.view.demand[column][row];
    const input = make("input", { type: "number", min: 0, max: this.view.cars.length, value: range.length === 1 ? range[0] : range[1], id: "needed" });
    put(this.panel, make("h2", {}, `${sector.name}, ${this.view.times[column]}`),
      make("form", { onsubmit: (event) => { event.preventDefault(); this.edit({ kind: "demand", sector: sector.id, step: column + 1, cars: Number(input.value) }); } },
        field(t("demandOf", { sector: sector.id }), input), make("p", { class: "buttons" }, make("button", { type: "submit" }, t("set")), make("button", { type: "button", id: "close", onclick: () => this.close(row, column) }, t("closeSector")))));
  }

  // Runs

  async plan_() {
    const has = Boolean(this.view.verdict);
    const price = make("input", { type: "number", name: "price", min: 0, max: 10080, step: 0.1, placeholder: t("severalPrices"), id: "price" });
    const steps = make("select", { name: "at" }, this.view.times.map((time, i) => make("option", { value: i + 1 }, time)));
    const form = await dialog(has ? t("resolve") : t("planShift"), [
      has ? make("p", { class: "quiet" }, t("resolveHint")) : null,
      has ? field(t("changePrice"), price) : null, has ? field(t("fromStep"), steps) : null,
      field(t("timeLimit"), make("input", { type: "number", name: "time", min: 1, max: 3600, value: 20, required: true, id: "time" })),
    ].filter(Boolean), t("start"), t("cancel"));
    if (!form) return;
    const body = { plan: this.id, kind: has ? "replan" : "solve", timeLimit: Number(form.get("time")) };
    if (has) {
      body.at = Number(form.get("at"));
      if (form.get("price") !== "") body.changePrice = Number(form.get("price"));
    }
    try {
      const { value } = await ask("POST", "/runs", { body, key: newKey() });
      this.follow(value.run.id);
    } catch (problem) { await this.refuse(problem); }
  }

  /** Shows a run until it ends. */
  async follow(id) {
    this.runSource?.close();
    this.runBox.hidden = false;
    const redraw = async () => {
      try {
        const line = await get(`/runs/${id}`);
        runLine(this.runBox, line);
        return line;
      } catch { return null; }
    };
    await redraw();
    clearInterval(this.clock);
    this.clock = setInterval(redraw, 1000);
    const end = async () => {
      clearInterval(this.clock);
      const line = await redraw();
      if (line?.run.state === "failed") say(ending(line.run), true);
    };
    this.runSource = listen(`?run=${id}`, { progress: redraw, way: redraw, state: redraw, done: end });
  }

  // Publishing and exports

  async publish() {
    const form = await dialog(t("publish"), [
      make("p", {}, t("publishHint", { n: this.version.n })),
      field(t("note"), make("input", { name: "note", maxlength: 1000, id: "note" })),
    ], t("publish"), t("cancel"));
    if (!form) return;
    const value = await this.send("POST", `/plans/${this.id}/publish`, { note: form.get("note") });
    if (value) say(t("published1", { n: this.version.n }));
  }

  export() {
    const form = make("form", {});
    const day = make("input", { type: "date", value: new Date().toISOString().slice(0, 10), id: "day" });
    const zone = make("input", { value: Intl.DateTimeFormat().resolvedOptions().timeZone, id: "zone" });
    const links = make("p", { class: "buttons" });
    const fill = () => {
      const query = (more) => `/api/v1/plans/${this.id}/export.${more}`;
      const at = `version=${this.version.n}`;
      const when = `date=${encodeURIComponent(day.value)}`;
      put(links, 
        ...[["csv", query(`csv?${at}`)], ["xlsx", query(`xlsx?${at}`)], ["ics", query(`ics?${at}&${when}&timeZone=${encodeURIComponent(zone.value)}`)],
          ["html", query(`html?${at}&${when}`)]].map(([form, href]) =>
          make("a", { class: "button", id: `export-${form}`, href, download: `plan-${this.id}-${this.version.n}.${form}` }, form === "html" ? t("print") : form.toUpperCase())));
    };
    day.addEventListener("change", fill);
    zone.addEventListener("change", fill);
    fill();
    form.append(field(t("date"), day), field(t("zone"), zone), links, make("p", { class: "quiet" }, t("printHint")));
    dialog(t("export"), [make("p", {}, t("exportHint", { n: this.version.n })), ...form.children], t("close"), t("cancel"));
  }

  // Keys

  key(event) {
    if (document.querySelector("dialog[open]")) return;
    const inField = event.target.closest("input, select, textarea");
    const control = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    if (control && event.key === "Enter") this.plan_();
    else if (control && letter === "z" && !event.shiftKey && !inField) this.go("undo");
    else if (control && (letter === "y" || (letter === "z" && event.shiftKey)) && !inField) this.go("redo");
    else if (event.key === "Escape" && this.panel.contains(event.target)) this.grid.go(this.grid.row, this.grid.column);
    else if (event.key === "?" && this.grid.letters && !inField) this.help();
    else return;
    event.preventDefault();
  }

  help() {
    const lines = [["← ↑ → ↓", "arrows"], ["Home, End", "home"], ["Ctrl+Home, Ctrl+End", "ctrlhome"], ["PgUp, PgDn", "page"],
      ["Enter, F2", "enter"], ["Esc", "escape"], ["P", "p"], ["F", "f"], ["X", "x"], ["B", "b"], ["C", "c"], ["Ctrl+Z, Ctrl+Y", "undo"],
      ["Ctrl+Enter", "run"], ["N, Shift+N", "n"], ["?", "help"]];
    const letters = make("input", { type: "checkbox", id: "letters", onchange: () => {
      this.grid.letters = letters.checked;
      localStorage.setItem("letters", letters.checked ? "on" : "off");
    } });
    letters.checked = this.grid.letters;
    dialog(t("help"), [
      make("dl", {}, lines.flatMap(([keys, words]) => [make("dt", {}, make("kbd", {}, keys)), make("dd", {}, t(`key.${words}`))])),
      make("label", { class: "check" }, letters, " ", t("letterKeys"))], t("close"), t("cancel"));
  }
}

/** The clock so many minutes later. */
function later(clock, minutes) {
  const [hours, rest] = clock.split(":").map(Number);
  const all = (hours * 60 + rest + minutes) % 1440;
  return `${String(Math.floor(all / 60)).padStart(2, "0")}:${String(all % 60).padStart(2, "0")}`;
}
