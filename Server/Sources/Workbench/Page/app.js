// Which screen is shown, by the part of the address after #; and the words at the top.

import { english, get, make, Problem, put, say } from "./api.js";
import { demand, demands } from "./demand.js";
import { editor } from "./editor.js";
import { advanced, plans, runs, versions } from "./screens.js";
import { studies, study } from "./studies.js";
import { language, languages, speak, t } from "./words.js";

const screen = document.getElementById("screen");
let leave = () => {};
let person = null;
let turn = 0;

async function show() {
  const mine = ++turn;
  leave();
  leave = () => {};
  top_();
  try {
    person ??= await get("/session");
    document.getElementById("who").textContent = t("signedIn", { name: person.name, role: t(`role.${person.role}`) });
    const [, name, id, part] = location.hash.split("/");
    document.title = "Temper";
    let end;
    if (name === "plans" && id && part === "versions") end = await versions(screen, Number(id));
    else if (name === "plans" && id) end = await editor(screen, Number(id));
    else if (name === "demands" && id) end = await demand(screen, Number(id));
    else if (name === "demands") end = await demands(screen, person);
    else if (name === "studies" && id) end = await study(screen, Number(id));
    else if (name === "studies") end = await studies(screen, person);
    else if (name === "runs") end = await runs(screen);
    else if (name === "advanced") end = await advanced(screen, person);
    else end = await plans(screen);
    if (mine === turn) leave = end;
    else end();
  } catch (problem) {
    if (problem instanceof Problem && problem.status === 401) put(screen, make("p", {}, t("noSession")));
    else if (problem instanceof Problem) put(screen, make("p", { class: "bad", role: "alert" }, english(problem.message)));
    else {
      say(t("offline"), true);
      setTimeout(() => { if (mine === turn) show(); }, 2000);
    }
  }
}

function top_() {
  document.documentElement.lang = language();
  document.getElementById("skip").textContent = t("skip");
  document.getElementById("language-name").textContent = t("language");
  const here = location.hash.split("/")[1] || "plans";
  put(document.getElementById("nav"), ...["plans", "demands", "runs", "studies", "advanced"].map((name) =>
    make("a", { href: `#/${name}`, "aria-current": name === here ? "page" : null }, t(name))));
}

const choose = document.getElementById("language");
choose.append(...Object.entries(languages).map(([name, words]) => make("option", { value: name, lang: name }, words)));
choose.value = language();
choose.addEventListener("change", () => { speak(choose.value); show(); });
document.getElementById("skip").addEventListener("click", (event) => { event.preventDefault(); screen.focus(); });
addEventListener("hashchange", show);
show();
