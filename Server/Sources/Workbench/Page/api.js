// The interface of the server, and how elements are made: text is always text, never markup.

/** What the server says is wrong, in its own sentence. */
export class Problem extends Error {
  constructor(status, detail, errors = []) {
    super(detail);
    this.status = status;
    this.errors = errors;
  }
}

/** Asks the server; `tag` is the state of a plan that a change was made for. */
export async function ask(method, path, { body, tag, key } = {}) {
  const headers = {};
  if (method !== "GET") headers["X-Temper-Request"] = "1";
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (tag) headers["If-Match"] = tag;
  if (key) headers["Idempotency-Key"] = key;
  const send = () => fetch(`/api/v1${path}`, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body),
  });
  let response;
  try { response = await send(); } catch (failure) {
    // Without an answer nobody knows whether it was done; with a key it may be asked for again.
    if (!key) throw failure;
    await new Promise((resolve) => { setTimeout(resolve, 1000); });
    response = await send();
  }
  const isJSON = (response.headers.get("Content-Type") ?? "").includes("json");
  const value = isJSON ? await response.json() : null;
  if (!response.ok) {
    throw new Problem(response.status, value?.detail ?? response.statusText, value?.errors ?? []);
  }
  return { value, tag: response.headers.get("ETag"), location: response.headers.get("Location") };
}

/** A key by which the server knows a request that is sent twice. */
export const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export const get = async (path) => (await ask("GET", path)).value;

/** Makes an element; functions among the attributes listen, texts among the children are texts. */
export function make(name, attributes = {}, ...children) {
  const svg = ["svg", "path", "circle", "line", "text", "g", "title", "rect"].includes(name);
  const element = svg
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Puts children in the place of those that an element has. */
export const put = (element, ...children) =>
  element.replaceChildren(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));

/** Words of the server, which speaks English: marked, so that they are pronounced as such. */
export const english = (words) => make("span", { lang: "en" }, words);

/** Says something to everybody, those who do not see the page included. */
export function say(words, isBad = false) {
  const news = document.getElementById("news");
  put(news, words);
  news.className = isBad ? "bad" : "";
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { news.textContent = ""; }, isBad ? 12000 : 5000);
}

/** The bytes of a file that somebody has chosen, in base 64. */
export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** Listens to what happens until `close()` is called; the browser connects again by itself. */
export function listen(query, handlers) {
  const source = new EventSource(`/api/v1/events${query}`);
  for (const [kind, handler] of Object.entries(handlers)) {
    source.addEventListener(kind, (event) => {
      if (kind === "done") source.close();
      handler(JSON.parse(event.data));
    });
  }
  return source;
}

/** A dialog with a form; resolves to the form's data, or to null. One that is `ready` needs only Enter. */
export function dialog(title, fields, submit, cancel, ready = false) {
  return new Promise((resolve) => {
    const form = make("form", { method: "dialog" }, make("h2", {}, title), fields,
      make("p", { class: "buttons" },
        make("button", { type: "submit", class: "main", value: "yes", autofocus: ready }, submit),
        make("button", { type: "button", onclick: () => box.close() }, cancel)));
    const box = make("dialog", { "aria-label": title }, form);
    let result = null;
    form.addEventListener("submit", () => { result = new FormData(form); });
    box.addEventListener("close", () => { box.remove(); resolve(result); });
    document.body.append(box);
    box.showModal();
  });
}

/** A field with its label. */
export const field = (label, input) => make("label", { class: "field" }, make("span", {}, label), input);
