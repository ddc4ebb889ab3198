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

/** Why a run found no plan, in the solver's words. */
export function reasons(run) {
  const lines = run.outcome ? JSON.parse(run.outcome).reasons : [];
  return lines.length ? make("ul", { class: "quiet" }, lines.map((line) => make("li", {}, english(line)))) : null;
}
