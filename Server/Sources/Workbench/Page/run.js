// A run while it goes on: the time left, the best so far, and a curve of how it got there.

import { ask, english, make, newKey, put, say } from "./api.js";
import { ending, reasons } from "./sayings.js";
import { number, t } from "./words.js";

/** A run: its place or the time left, the best so far, and a curve of how it got there. */
export function runLine(box, { run, place, events }) {
  const request = JSON.parse(run.request);
  const points = events.filter((event) => event.kind === "progress").map((event) => JSON.parse(event.json));
  // Plans at several prices are not to be compared by what they cost with their changes.
  const prices = new Map(points.filter((point) => point.minutes !== undefined && !point.broken).map((point) => [point.changePrice, point.minutes]));
  const isList = prices.size > 1;
  const best = points.filter((point) => point.minutes !== undefined && !point.broken).at(-1);
  const bound = points.filter((point) => point.boundMinutes !== undefined).at(-1);
  const isOver = ["done", "failed"].includes(run.state);
  const left = run.started ? Math.max(0, Math.ceil(run.started + (request.timeLimit ?? 20) - Date.now() / 1000)) : null;
  const stop = make("button", { type: "button", id: "stop", onclick: () => ask("POST", `/runs/${run.id}/stop`, { key: newKey() }).catch((problem) => say(english(problem.message), true)) }, t("useBest"));
  const way = events.filter((event) => event.kind === "way").map((event) => JSON.parse(event.json).words).at(-1);
  const hadFocus = document.activeElement?.id === "stop";
  put(box, ...[
    make("p", {}, make("b", {}, t("run", { n: run.id })), ` · ${t(run.demand ? `demand.${run.state}` : `state.${run.state}`, { n: place ?? 0 })}`,
      !isOver && left !== null && run.state === "running" ? ` · ${t("left", { n: left })}` : "", isOver && run.words && !(run.demand && run.state === "done") ? [" · ", ending(run)] : "",
      !isOver && run.state === "running" && way ? [" · ", run.demand ? t(`way.${way.split(":")[0]}`) : english(way)] : "",
      best && !isList ? ` · ${t("bestSoFar")} ${t("minutesShort", { n: number(best.minutes) })}` : "",
      bound ? ` · ${t("atLeast")} ${t("minutesShort", { n: number(bound.boundMinutes) })}` : ""),
    isOver ? reasons(run) : null, isList ? (isOver ? null : tried(prices)) : curve(points), isOver ? choices(run) : stop].filter(Boolean));
  if (hadFocus) document.getElementById("stop")?.focus();
}

/** The best minutes against time, dashed what no plan is below. */
function curve(points) {
  const known = points.filter((point) => point.minutes !== undefined && !point.broken);
  if (known.length < 2) return null;
  const [width, height, pad] = [360, 80, 4];
  const last = Math.max(...known.map((p) => p.elapsedSeconds ?? 0), 0.1);
  const bounds = points.filter((point) => point.boundMinutes !== undefined);
  const values = [...known.map((p) => p.minutes), ...bounds.map((p) => p.boundMinutes)];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const x = (p) => pad + ((p.elapsedSeconds ?? 0) / last) * (width - 2 * pad - 50);
  const y = (value) => height - pad - ((value - low) / Math.max(1e-9, high - low)) * (height - 2 * pad);
  const path = (list, value) => list.map((p, i) => `${i ? "H" : "M"}${x(p).toFixed(1)}${i ? "V" : ","}${y(value(p)).toFixed(1)}`).join("");
  return make("svg", { viewBox: `0 0 ${width} ${height}`, width, height, class: "curve", role: "img", "aria-label": t("curveName") },
    make("path", { d: path(known, (p) => p.minutes), class: "best" }),
    bounds.length ? make("path", { d: path(bounds, (p) => p.boundMinutes), class: "bound" }) : null,
    make("text", { x: width - pad, y: 12, class: "scale" }, number(high)), make("text", { x: width - pad, y: height - 8, class: "scale" }, number(low)));
}

/** The prices that were tried so far, and the best with its changes at each. */
function tried(prices) {
  return make("div", { class: "wide" }, make("table", { class: "ledger" },
    make("thead", {}, make("tr", {}, ["changePrice", "withChanges"].map((key) => make("th", { scope: "col", class: "number" }, t(key))))),
    make("tbody", {}, [...prices].map(([price, minutes]) => make("tr", {}, make("td", {}, number(price)), make("td", {}, number(minutes)))))));
}

/** Few changes beside minutes saved, as planning again offers them. */
function choices(run) {
  if (!run.options) return null;
  const options = JSON.parse(run.options).options ?? [];
  if (options.length === 0) return null;
  return make("div", { class: "wide" }, make("table", { class: "ledger" }, make("caption", {}, t("choices")),
    make("thead", {}, make("tr", {}, ["changePrice", "changedCells", "changedCars", "minutes", "proof", "chosen"].map((key) => make("th", { scope: "col", class: "number" }, t(key))))),
    make("tbody", {}, options.map((line) => make("tr", line.isChosen ? { class: "chosen" } : {},
      make("td", {}, number(line.changePrice)), make("td", {}, `${line.changedCells}`), make("td", {}, line.changedCars.join(", ")),
      make("td", {}, number(line.travelMinutes + line.priceMinutes)), make("td", {}, t(`proof.${line.proof}`)), make("td", {}, line.isChosen ? "✓" : ""))))));
}

