// From records of incidents to what a shift needs: uploads, the run that finds it, and the risk of each cell.

import { ask, base64, english, field, get, listen, make, newKey, Problem, put, say } from "./api.js";
import { runLine } from "./run.js";
import { moment, number, t } from "./words.js";

const head = (keys) => make("thead", {}, make("tr", {}, keys.map((key) => make("th", { scope: "col" }, t(key)))));

/** A page of a report, in a frame that runs nothing. */
export const frame = (address, name) =>
  make("iframe", { class: "report", src: `/api/v1${address}`, sandbox: "", title: name, loading: "lazy" });

/** What was asked for, and the form to ask. */
export async function demands(screen, person) {
  const list = make("div", { class: "wide" });
  const draw = async () => {
    const rows = await get("/demands");
    put(list, rows.length === 0 ? make("p", { class: "quiet" }, t("noDemands"))
      : make("table", { class: "ledger" }, head(["name", "state", "author", "time"]), make("tbody", {}, rows.map((row) =>
        make("tr", {}, make("td", { class: "word" }, make("a", { href: `#/demands/${row.id}` }, row.name)),
          make("td", { class: "word" }, row.plan ? t("found") : t("notFound")), make("td", { class: "word" }, row.author), make("td", {}, moment(row.at)))))));
  };
  put(screen, make("h1", {}, t("demands")), list);
  await draw();
  if (person.role !== "read") screen.append(await form());
  const source = listen("", { state: draw });
  return () => source.close();
}

const halfHours = Array.from({ length: 48 }, (_, i) => `${String(Math.floor(i / 2)).padStart(2, "0")}:${i % 2 ? "30" : "00"}`);

async function form() {
  const [records, shifts] = await Promise.all([get("/incidents"), get("/instances")]);
  const choose = (id, options, value) => {
    const select = make("select", { id, name: id }, options.map(([key, words]) => make("option", { value: key }, words)));
    if (value !== undefined) select.value = value;
    return select;
  };
  const count = (id, value, max) => make("input", { type: "number", id, name: id, min: 1, max, value });
  const files = make("input", { type: "file", id: "incidents", name: "incidents", multiple: true, accept: ".csv,.tsv,.txt,.gz" });
  const earlier = choose("records", [["", t("uploadNow")], ...records.map((row) => [row.id, `${row.name} (${moment(row.at)})`])]);
  const shift = choose("instance", [["", t("newSectors")], ...shifts.map((row) => [row.id, row.name])]);
  const own = [field(t("carsOnDuty"), count("cars", 12, 1000)), field(t("sectorCount"), count("sectors", 12, 200)),
    field(t("from"), choose("from", halfHours.map((time) => [time, time]), "16:00")), field(t("until"), choose("to", halfHours.map((time) => [time, time]), "00:00"))];
  const problems = make("div", { role: "alert" });
  const submit = make("button", { type: "submit", class: "main", id: "find" }, t("findDemand"));
  const fit = () => {
    files.disabled = earlier.value !== "";
    for (const one of own) one.querySelector("input, select").disabled = shift.value !== "";
  };
  earlier.addEventListener("change", fit);
  shift.addEventListener("change", fit);
  const element = make("form", { class: "import" }, make("h2", {}, t("demandTitle")), make("p", { class: "quiet" }, t("demandHint")),
    field(t("name"), make("input", { id: "name", name: "name", maxlength: 200 })), field(t("incidentFiles"), files), field(t("earlierFiles"), earlier),
    field(t("timeFormat"), choose("timeFormat", [["", t("asItIs")], ...["iso", "month-first", "day-first", "minutes"].map((form) => [form, t(`timeFormat.${form}`)])])),
    field(t("forShift"), shift), own, field(t("dayOfShift"), make("input", { type: "date", id: "date", name: "date" })),
    field(t("timeLimit"), count("seconds", 60, 3600)), make("p", { class: "buttons" }, submit), problems);
  fit();
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    submit.disabled = true;
    put(problems, make("p", { class: "quiet" }, t("importing")));
    try { location.hash = `#/demands/${await send(new FormData(element))}`; } catch (problem) {
      put(problems, make("p", { class: "bad" }, problem instanceof Problem ? (problem.isOwn ? problem.message : english(problem.message)) : t("offline")));
    } finally { submit.disabled = false; }
  });
  return element;
}

/** Uploads what is to be uploaded, and asks; the answer is the number of the demand. */
async function send(data) {
  let incidents = Number(data.get("records"));
  const name = data.get("name") || undefined;
  if (!incidents) {
    const chosen = data.getAll("incidents").filter((file) => file.name);
    if (chosen.length === 0) throw Object.assign(new Problem(422, t("noFiles")), { isOwn: true });
    const files = [];
    for (const file of chosen) files.push({ name: file.name, base64: await base64(file) });
    incidents = (await ask("POST", "/incidents", { body: { name: name ?? chosen[0].name, files }, key: newKey() })).value.id;
  }
  const body = { incidents, name, timeLimit: Number(data.get("seconds")) };
  if (data.get("date")) body.date = data.get("date");
  if (data.get("timeFormat")) body.timeFormat = data.get("timeFormat");
  if (data.get("instance")) body.instance = Number(data.get("instance"));
  else Object.assign(body, { cars: Number(data.get("cars")), sectors: Number(data.get("sectors")), from: data.get("from"), to: data.get("to") });
  return (await ask("POST", "/demands", { body, key: newKey() })).value.demand.id;
}

/** A demand: its run while it goes on, then the risk of each cell. */
export async function demand(screen, id) {
  const box = make("section", { class: "run" });
  const result = make("div", {});
  let source, clock;
  const stop = () => { clearInterval(clock); source?.close(); };
  const draw = async () => {
    const line = await get(`/demands/${id}`);
    runLine(box, await get(`/runs/${line.run.id}`));
    return line;
  };
  const line = await draw();
  document.title = `${line.demand.name} – Temper`;
  put(screen, make("h1", {}, line.demand.name), make("p", {}, make("a", { href: "#/demands" }, t("back"))), box, result);
  const show = async (line) => put(result, ...(line.found ? await found(line) : []));
  await show(line);
  if (["queued", "running"].includes(line.run.state)) {
    const redraw = () => draw().catch(() => null);
    clock = setInterval(redraw, 1000);
    source = listen(`?run=${line.run.id}`, { way: redraw, state: redraw, done: async () => {
      stop();
      const last = await redraw();
      if (last) await show(last);
      if (last?.found) say(t("found"));
    } });
  }
  return stop;
}

async function found({ demand, found }) {
  const records = (await get("/incidents")).find((row) => row.id === demand.incidents);
  const figure = (value, words) => make("div", { class: "figure" }, make("b", {}, value), make("span", {}, words));
  const share = (value) => `${number(100 * value, 0)} %`;
  return [
    make("div", { class: "figures" }, figure(share(found.risk.lateShare), t("callsLate")), figure(share(found.proportionalRisk.lateShare), t("lateInProportion")),
      figure(number(found.risk.callsPerShift, 0), t("callsPerShift")), figure(t("minutesShort", { n: number(found.risk.responseMinutes) }), t("response")),
      figure(number(found.data.kept, 0), t("recordsKept", { n: number(found.data.read, 0) }))),
    make("p", { class: "buttons" }, make("a", { class: "button main", id: "plan", href: `#/plans/${demand.plan}` }, t("toPlan"))),
    make("h2", {}, t("riskTitle")), make("p", { class: "quiet" }, t("riskHint")), make("div", { class: "wide" }, risks(found)),
    left(found.data, records), pages(demand),
  ];
}

/** Sectors against hours: the cars of each, and what is late with them and with one fewer. */
function risks(found) {
  const times = [...new Set(found.cells.map((cell) => cell.time))];
  const names = new Map(found.sectors.map((sector) => [sector.id, sector.name]));
  const cells = new Map(found.cells.map((cell) => [`${cell.sector} ${cell.time}`, cell]));
  const percent = (value) => `${number(100 * value, 0)} %`;
  const box = (sector, time) => {
    const { cars, risk, callsPerShift } = cells.get(`${sector} ${time}`);
    const fewer = risk.find((one) => one.cars === cars - 1);
    const level = Math.min(4, Math.floor(5 * risk[0].lateShare));
    return make("td", { class: `risk r${level}` }, make("b", {}, `${cars}`), make("span", {}, ` ${percent(risk[0].lateShare)} ${t("late")}`),
      make("small", {}, fewer ? t("withOneFewer", { n: fewer.cars, share: percent(fewer.lateShare) }) : t("callsHere", { n: number(callsPerShift) })));
  };
  return make("table", { class: "ledger risks" }, make("thead", {}, make("tr", {}, make("th", { scope: "col" }, t("sector")), times.map((time) => make("th", { scope: "col" }, t("fromTime", { time }))))),
    make("tbody", {}, found.sectors.map((sector) => make("tr", {}, make("th", { scope: "row" }, names.get(sector.id) === sector.id ? sector.id : `${sector.id} ${sector.name}`), times.map((time) => box(sector.id, time))))));
}

/** What was read, and what was left out of it and why. */
function left(data, records) {
  const name = (file) => records?.files[Number(/incidents-(\d+)/.exec(file)?.[1]) - 1] ?? file;
  return make("section", {}, make("h2", {}, t("records")),
    make("p", {}, t("recordsSpan", { a: data.first, b: data.last })),
    make("ul", {}, data.sources.map((source) => make("li", {}, `${name(source.file)}: ${t("recordsOf", { n: number(source.records, 0) })}`)),
      (data.exclusions ?? []).map((line) => make("li", {}, `${t("leftOut")}: `, english(line.reason), ` (${number(line.count, 0)})`))));
}

function pages(demand) {
  const box = make("div", {});
  const button = (name) => make("button", { type: "button", id: `page-${name}`, onclick: () => put(box, frame(`/demands/${demand.id}/pages/${name}`, t(`page.${name}`))) }, t(`page.${name}`));
  return make("section", { class: "pages" }, make("h2", {}, t("pages")), make("p", { class: "buttons" }, button("forecast"), button("demand")), box);
}
