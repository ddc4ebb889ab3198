// The other screens: plans and imports, versions and comparisons, runs, and what operators look at.

import { ask, base64, english, field, get, listen, make, newKey, Problem, put, say } from "./api.js";
import { runLine } from "./run.js";
import { origin } from "./sayings.js";
import { moment, number, signed, t } from "./words.js";

const tag = (version) => make("span", { class: version.publishedAt ? "tag solid" : "tag" }, version.publishedAt ? t("published") : t("draft"));

const worth = (version) => version.minutes === undefined || version.minutes === null ? t("empty")
  : `${t("minutesShort", { n: number(version.minutes) })}${version.broken ? ` · ${version.broken === 1 ? t("brokenOne", { n: 1 }) : t("broken", { n: version.broken })}` : ""}`;

/** Columns of numbers, which stand at the right, with what is over them. */
const numbers = new Set(["minutes", "version"]);
const head = (keys) => make("thead", {}, make("tr", {}, keys.map((key) => key ? make("th", { scope: "col", class: numbers.has(key) ? "number" : null }, t(key)) : make("td", {}))));

/** The list of plans, and the form by which shifts come in. */
export async function plans(screen) {
  const draw = async () => {
    const lines = await get("/plans");
    put(list, lines.length === 0 ? make("p", { class: "quiet" }, t("noPlans"))
      : make("table", { class: "ledger" }, head(["name", "state", "minutes", "author", "time"]), make("tbody", {}, lines.map((line) =>
        make("tr", {}, make("td", { class: "word" }, make("a", { href: `#/plans/${line.plan.id}` }, line.plan.name)),
          make("td", { class: "word" }, tag(line.version), line.plan.published && !line.version.publishedAt ? ` ${t("publishedVersion", { n: line.plan.published })}` : ""),
          make("td", {}, worth(line.version)), make("td", { class: "word" }, line.version.author), make("td", {}, moment(line.version.at)))))));
  };
  const list = make("div", { class: "wide" });
  put(screen, make("h1", {}, t("plans")), list, importForm());
  await draw();
  const source = listen("", { plan: draw });
  return () => source.close();
}

function importForm() {
  const file = (name, label) => field(label, make("input", { type: "file", name, id: name, accept: { document: ".json", workbook: ".xlsx", map: ".geojson,.json" }[name] ?? ".csv,.tsv,.txt,.xlsx,.json" }));
  const count = (name, min, max) => field(t(`table.${name}`), make("input", { name, id: `import-${name}`, type: "number", min, max, placeholder: t("optional") }));
  const problems = make("div", { role: "alert" });
  const submit = make("button", { type: "submit", class: "main", id: "import" }, t("import"));
  const form = make("form", { class: "import" }, make("h2", {}, t("importTitle")), make("p", { class: "quiet" }, t("importHint")),
    field(t("name"), make("input", { name: "name", id: "name", maxlength: 200 })), file("document", t("shiftFile")),
    file("workbook", t("workbook")), file("demand", t("demandTable")), file("travel", t("travelTable")), file("sectors", t("sectorTable")), file("cars", t("carTable")), file("rules", t("ruleTable")),
    field(t("presence"), make("select", { name: "presence", id: "presence" }, ["no-return", "none", "max-stay"].map((rule) => make("option", { value: rule }, t(`presence.${rule}`))))),
    field(t("shortage"), make("input", { name: "shortage", id: "shortage", type: "number", min: 0, step: 0.1, placeholder: t("optional") })),
    count("cars", 1, 100000), field(t("table.start"), make("input", { name: "start", id: "import-start", type: "time", step: 300 })),
    count("stepMinutes", 1, 1440), count("emptyCells", 0, 1000), file("map", t("mapFile")),
    file("schedule", t("planTable")), make("p", { class: "buttons" }, submit), problems);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    put(problems, make("p", { class: "quiet" }, t("importing")));
    submit.disabled = true;
    try {
      const upload = async (name) => data.get(name)?.name ? { name: data.get(name).name, base64: await base64(data.get(name)) } : undefined;
      const body = { name: data.get("name"), presence: data.get("presence") };
      body.document = await upload("document");
      if (!body.document) {
        body.tables = {};
        for (const table of ["workbook", "demand", "travel", "sectors", "cars", "rules"]) {
          const one = await upload(table);
          if (one) body.tables[one.name.endsWith(".json") && table === "travel" ? "osrm" : table] = one;
        }
        if (data.get("shortage") !== "") body.shortagePrice = Number(data.get("shortage"));
        for (const name of ["cars", "stepMinutes", "emptyCells"]) if (data.get(name) !== "" && typeof data.get(name) === "string") body[name] = Number(data.get(name));
        if (data.get("start")) body.start = data.get("start");
      }
      body.map = await upload("map");
      const { value } = await ask("POST", "/instances", { body, key: newKey() });
      const schedule = (await upload("schedule"))?.base64;
      const plan = await ask("POST", "/plans", { body: { instance: value.id, name: data.get("name") || undefined, schedule }, key: newKey() });
      if (value.remarks.length) say([`${t("remarks")}: `, english(value.remarks.join(" · "))]);
      location.hash = `#/plans/${plan.value.plan.id}`;
    } catch (problem) {
      const lines = problem instanceof Problem ? (problem.errors.length ? problem.errors : [problem.message]).map(english) : [t("offline")];
      put(problems, make("ul", { class: "bad" }, lines.map((line) => make("li", {}, line))));
    } finally { submit.disabled = false; }
  });
  return form;
}

/** All versions of a plan, any two of which may be compared. */
export async function versions(screen, id) {
  const { value, tag: etag } = await ask("GET", `/plans/${id}`);
  const list = await get(`/plans/${id}/versions`);
  const first = make("select", { id: "first" }, list.map((line) => make("option", { value: line.n }, `${line.n}`)));
  const second = make("select", { id: "second" }, list.map((line) => make("option", { value: line.n }, `${line.n}`)));
  second.value = value.plan.head;
  first.value = value.version.parent ?? list.at(-1).n;
  const result = make("div", { class: "wide", "aria-live": "polite" });
  const compare = async () => {
    try { put(result, difference(await get(`/plans/${id}/versions/${second.value}/changes?since=${first.value}`))); } catch (problem) { say(english(problem.message), true); }
  };
  const restore = async (n) => {
    try {
      await ask("POST", `/plans/${id}/restore`, { body: { version: n }, tag: etag });
      say(t("restored", { n }));
      location.hash = `#/plans/${id}`;
    } catch (problem) { say(problem.status === 412 ? t("elsewhere") : english(problem.message), true); }
  };
  put(screen, make("h1", {}, `${value.plan.name}: ${t("versions")}`),
    make("p", {}, make("a", { href: `#/plans/${id}` }, t("back"))),
    make("div", { class: "wide" }, make("table", { class: "ledger" }, head(["version", "state", "change_", "minutes", "author", "time", "note", ""].map((key) => key === "change_" ? "action" : key)),
      make("tbody", {}, list.map((line) => make("tr", line.n === value.plan.head ? { class: "chosen", "aria-current": "true" } : {},
        make("td", {}, `${line.n}`), make("td", { class: "word" }, tag(line)), make("td", { class: "word" }, origin(line)), make("td", {}, worth(line)),
        make("td", { class: "word" }, line.publisher ?? line.author), make("td", {}, moment(line.publishedAt ?? line.at)), make("td", { class: "word" }, line.note ?? ""),
        make("td", {}, line.n === value.plan.head ? "" : make("button", { type: "button", class: "small", onclick: () => restore(line.n) }, t("restore")))))))),
    make("h2", {}, t("compare")),
    make("p", { class: "buttons" }, field(t("version"), second), field(t("compareWith"), first), make("button", { type: "button", id: "compare", onclick: compare }, t("compare"))), result);
  if (list.length > 1) await compare();
  return () => {};
}

function difference(change) {
  const minutes = change.before && change.after
    ? change.after.travelMinutes + change.after.priceMinutes - change.before.travelMinutes - change.before.priceMinutes : 0;
  return make("div", {}, make("p", {}, change.cells.length === 0 ? t("noChange")
    : t(change.cells.length === 1 ? "changeOne" : "change", { cells: change.cells.length, minutes: signed(minutes) })),
  change.cells.length ? make("table", { class: "ledger" }, head(["car", "time", "before", "after"]), make("tbody", {}, change.cells.slice(0, 500).map((cell) =>
    make("tr", {}, make("td", { class: "word" }, cell.car), make("td", {}, cell.time), make("td", { class: "word" }, cell.before ?? t("off")), make("td", { class: "word" }, cell.after ?? t("off")))))) : null);
}

/** The runs of everybody, the latest first. */
export async function runs(screen) {
  const box = make("div", {});
  const draw = async () => {
    const rows = await get("/runs");
    const lines = [];
    for (const row of rows.slice(0, 12)) {
      const one = make("section", { class: "run" });
      runLine(one, await get(`/runs/${row.id}`));
      one.append(make("a", { href: row.plan ? `#/plans/${row.plan}` : `#/demands/${row.demand}` }, t("open")));
      lines.push(one);
    }
    put(box, ...(lines.length ? lines : [make("p", { class: "quiet" }, t("noRuns"))]));
  };
  put(screen, make("h1", {}, t("runs")), box);
  await draw();
  const source = listen("", { state: draw });
  return () => source.close();
}

/** What only operators and the curious look at: who did what, and a run with all its settings. */
export async function advanced(screen, person) {
  put(screen, make("h1", {}, t("advanced")));
  const lines = await get("/plans");
  const choose = make("select", { id: "of" }, lines.map((line) => make("option", { value: line.plan.id }, line.plan.name)));
  const value = (id) => document.getElementById(id).value;
  const form = make("form", { class: "import", onsubmit: async (event) => {
    event.preventDefault();
    try {
      const body = { plan: Number(choose.value), kind: "solve", timeLimit: Number(value("seconds")), seed: Number(value("seed")), method: value("method") };
      for (const limit of ["threads", "memory"]) if (value(limit) !== "") body[limit] = Number(value(limit));
      await ask("POST", "/runs", { body, key: newKey() });
      location.hash = "#/runs";
    } catch (problem) { say(english(problem.message), true); }
  } }, make("h2", {}, t("planShift")), field(t("plans"), choose),
  field(t("timeLimit"), make("input", { type: "number", id: "seconds", min: 1, max: 3600, value: 60 })),
  field(t("seed"), make("input", { type: "number", id: "seed", min: 0, max: 1000000000, value: 1 })),
  field(t("method"), make("select", { id: "method" }, ["automatic", "annealer", "exact"].map((name) => make("option", {}, name)))),
  field(t("cores"), make("input", { type: "number", id: "threads", min: 1, placeholder: t("allowed") })),
  field(t("memory"), make("input", { type: "number", id: "memory", min: 64, placeholder: t("allowed") })),
  make("p", { class: "buttons" }, make("button", { type: "submit" }, t("start"))));
  if (lines.length && person.role !== "read") screen.append(form);
  if (person.role === "publish") {
    const rows = await get("/audit");
    screen.append(make("h2", {}, t("audit")), make("div", { class: "wide" }, make("table", { class: "ledger" }, head(["time", "author", "action", "version", "note"]), make("tbody", {}, rows.map((row) =>
      make("tr", {}, make("td", {}, moment(row.at)), make("td", { class: "word" }, row.author), make("td", { class: "word" }, t(`action.${row.action}`)),
        make("td", {}, row.plan ? `${row.plan}.${row.n ?? ""}` : ""), make("td", { class: "word" }, english(row.words.slice(0, 120)))))))));
  }
  return () => {};
}
