// What the server says by a code and its parts, put into the words of the page; what has no code stays
// English, and is marked so.

import { english, make } from "./api.js";
import { has, number, t } from "./words.js";

/** A broken rule: in the language of the page, or as the checker has it. */
export function rule(line, view) {
  const key = line.rule === "pair" ? `rule.pair-${line.values.together === "1" ? "together" : "apart"}` : `rule.${line.rule}`;
  if (!has(key)) return english(line.words);
  const time = (step) => view.times[step - 1] ?? t("beforeShift");
  const { from, to } = line.values;
  return t(key, {
    ...line.values, cars: line.cars.join(", "), sector: line.sector ?? "", step: line.step ?? "",
    time: time(line.step), fromTime: from && time(Number(from)), toTime: to && time(Number(to)),
  });
}

/** What a version came from. */
export function origin(version) {
  if (!version.fact) return english(version.words);
  const fact = JSON.parse(version.fact);
  // A change of what a sector needs and a demand from incidents are called alike.
  const key = `fact.${fact.kind === "demand" && fact.step ? "need" : fact.kind}`;
  if (!has(key)) return english(version.words);
  const last = fact.to ?? fact.step;
  const steps = last === fact.step ? t("stepOf", { a: fact.step }) : t("stepsOf", { a: fact.step, b: last });
  return t(key, { ...fact, steps });
}

/** How a run ended. */
export function ending(run) {
  if (["memory", "stopped", "died"].includes(run.reason)) return t(`reason.${run.reason}`);
  const outcome = run.outcome ? JSON.parse(run.outcome) : {};
  if (!has(`status.${outcome.status}`)) return english(run.words);
  const isGap = outcome.status === "feasible" && typeof outcome.gapPercent === "number";
  const words = isGap ? t("status.within", { n: number(outcome.gapPercent, 2) }) : t(`status.${outcome.status}`);
  return run.cancel && run.state === "done" ? `${words}; ${t("bestSoFarTaken")}` : words;
}

/** Why a run found no plan. */
export function reasons(run) {
  const lines = run.outcome ? JSON.parse(run.outcome).reasons : [];
  return lines.length ? make("ul", { class: "reasons" }, lines.map((line) => make("li", {}, reason(line)))) : null;
}

/** Why there is no plan: in the language of the page, or as the solver has it. */
export function reason(line) {
  const words = typeof line === "string" ? null : sentence(line);
  if (words !== null) return words;
  return english(line.words ?? line);
}

/** Values that may be minutes, which have a decimal: all others are counted, or are names. */
const amount = new Set(["minutes", "limit", "present", "needed", "share", "difference"]);

/** A sentence and those within it as one text; null if the language has not all of them. */
function sentence({ code, values = {}, parts = [] }) {
  if (!has(`reason.${code}`)) return null;
  const inner = parts.map(sentence);
  if (inner.includes(null)) return null;
  const at = (step, time) => step && t("stepAt", { step, time });
  const quoted = inner.map((words) => t("quoted", { words }));
  const amounts = Object.entries(values).filter(([name, value]) => amount.has(name) && /^-?\d+\.\d+$/.test(value));
  return t(`reason.${code}`, {
    ...values, ...Object.fromEntries(amounts.map(([name, value]) => [name, number(Number(value))])), at: at(values.step, values.time), toAt: at(values.toStep, values.toTime), first: inner[0], second: inner[1],
    list: inner.join(", "), rules: inner.join("; "), quoted: quoted.join(` ${t("and")} `),
    and: [inner.slice(0, -1).join(", "), inner.at(-1)].filter(Boolean).join(` ${t("and")} `),
    names: values.cars ? `: ${values.cars}` : "",
    brackets: inner.length ? ` (${inner.join(", ")})` : "", colon: inner.length ? `: ${inner.join(", ")}` : "",
  });
}
