// Studies, comparisons and results that the command line made: their pages, to look at.

import { ask, base64, english, field, get, make, newKey, Problem, put } from "./api.js";
import { frame } from "./demand.js";
import { moment, t } from "./words.js";

/** All of them, and the form by which they come in. */
export async function studies(screen, person) {
  const rows = await get("/studies");
  put(screen, make("h1", {}, t("studies")), rows.length === 0 ? make("p", { class: "quiet" }, t("noStudies"))
    : make("div", { class: "wide" }, make("table", { class: "ledger" }, make("thead", {}, make("tr", {}, ["name", "author", "time"].map((key) => make("th", { scope: "col" }, t(key))))),
      make("tbody", {}, rows.map((row) => make("tr", {}, make("td", { class: "word" }, make("a", { href: `#/studies/${row.id}` }, row.name)),
        make("td", { class: "word" }, row.author), make("td", {}, moment(row.at))))))));
  if (person.role !== "read") screen.append(form());
  return () => {};
}

/** The page of one. */
export async function study(screen, id) {
  const row = (await get("/studies")).find((one) => one.id === id);
  put(screen, make("h1", {}, row?.name ?? t("studies")), make("p", {}, make("a", { href: "#/studies" }, t("back"))),
    row ? frame(`/studies/${id}/page`, row.name) : make("p", { class: "bad" }, t("noStudies")));
  return () => {};
}

function form() {
  const problems = make("div", { role: "alert" });
  const file = make("input", { type: "file", id: "study", required: true, accept: ".json,.sqlite,.db,.study" });
  const name = make("input", { id: "name", maxlength: 200 });
  const shift = make("input", { type: "file", id: "shift", accept: ".json" });
  const submit = make("button", { type: "submit", class: "main", id: "look" }, t("lookAt"));
  return make("form", { class: "import", onsubmit: async (event) => {
    event.preventDefault();
    submit.disabled = true;
    put(problems, make("p", { class: "quiet" }, t("importing")));
    try {
      const [one] = file.files;
      const upload = async (file) => ({ name: file.name, base64: await base64(file) });
      const body = { name: name.value || one.name, file: await upload(one) };
      if (shift.files.length) body.shift = await upload(shift.files[0]);
      location.hash = `#/studies/${(await ask("POST", "/studies", { body, key: newKey() })).value.id}`;
    } catch (problem) {
      put(problems, make("p", { class: "bad" }, problem instanceof Problem ? english(problem.message) : t("offline")));
    } finally { submit.disabled = false; }
  } }, make("h2", {}, t("studyTitle")), make("p", { class: "quiet" }, t("studyHint")),
  field(t("name"), name), field(t("studyFile"), file), field(t("ofShift"), shift), make("p", { class: "buttons" }, submit), problems);
}
