// All strings of the page, in one table: a line per string, a column per language. {name} is filled in.

const table = {
  plans: ["Plans", "Pläne"],
  runs: ["Runs", "Läufe"],
  advanced: ["Advanced", "Erweitert"],
  language: ["Language", "Sprache"],
  skip: ["Skip to the screen", "Zum Inhalt springen"],
  signedIn: ["{name} ({role})", "{name} ({role})"],
  "role.read": ["may read", "darf lesen"],
  "role.edit": ["may edit", "darf ändern"],
  "role.publish": ["may publish", "darf veröffentlichen"],
  noSession: [
    "Open the link that the program has printed, or ask its operator for one.",
    "Öffnen Sie den Link, den das Programm ausgegeben hat, oder bitten Sie den Betreiber um einen.",
  ],
  offline: ["The server cannot be reached; trying again.", "Der Server ist nicht erreichbar; neuer Versuch folgt."],
  back: ["Back", "Zurück"],
  open: ["Open", "Öffnen"],
  close: ["Close", "Schließen"],
  cancel: ["Cancel", "Abbrechen"],
  name: ["Name", "Name"],
  state: ["State", "Stand"],
  author: ["Author", "Von"],
  time: ["Time", "Zeit"],
  note: ["Note", "Notiz"],
  version: ["Version", "Fassung"],
  draft: ["draft", "Entwurf"],
  published: ["published", "veröffentlicht"],
  publishedVersion: ["version {n} published", "Fassung {n} veröffentlicht"],
  empty: ["no plan yet", "noch kein Plan"],
  noPlans: ["There are no plans yet. Import a shift to begin.", "Noch gibt es keine Pläne. Importieren Sie eine Schicht."],
  minutes: ["Minutes", "Minuten"],
  minutesShort: ["{n} min", "{n} min"],
  moves: ["moves", "Fahrten"],
  broken: ["{n} rules broken", "{n} Regeln verletzt"],
  brokenOne: ["1 rule broken", "1 Regel verletzt"],
  kept: ["all rules kept", "alle Regeln eingehalten"],
  importTitle: ["Import a shift", "Schicht importieren"],
  importHint: [
    "The file of a shift (JSON), or tables as text or workbooks: demand and travel times, and perhaps sectors, cars and rules.",
    "Die Datei einer Schicht (JSON), oder Tabellen als Text oder Arbeitsmappe: Bedarf und Fahrzeiten, dazu Sektoren, Wagen und Regeln.",
  ],
  shiftFile: ["Shift (JSON)", "Schicht (JSON)"],
  demandTable: ["Demand", "Bedarf"],
  travelTable: ["Travel times", "Fahrzeiten"],
  sectorTable: ["Sectors", "Sektoren"],
  carTable: ["Cars", "Wagen"],
  ruleTable: ["Rules", "Regeln"],
  planTable: ["A plan of the shift, if there is one", "Ein Plan der Schicht, falls vorhanden"],
  presence: ["Staying in a sector", "Verweilen in einem Sektor"],
  "presence.none": ["no rule", "keine Regel"],
  "presence.no-return": ["no return two steps later", "keine Rückkehr zwei Schritte später"],
  "presence.max-stay": ["at most two steps", "höchstens zwei Schritte"],
  shortage: ["Price of a missing car, minutes a step", "Preis eines fehlenden Wagens, Minuten je Schritt"],
  optional: ["optional", "freiwillig"],
  import: ["Import", "Importieren"],
  importing: ["Importing…", "Wird importiert…"],
  remarks: ["What was taken for granted", "Was angenommen wurde"],
  car: ["car", "Wagen"],
  sector: ["sector", "Sektor"],
  step: ["step", "Schritt"],
  steps: ["{a} to {b}", "{a} bis {b}"],
  gridName: ["Plan: cars in rows, hours in columns", "Plan: Wagen in Zeilen, Stunden in Spalten"],
  off: ["out of service", "außer Dienst"],
  pinned: ["pinned", "festgesetzt"],
  changed: ["changed", "geändert"],
  isBroken: ["breaks a rule", "verletzt eine Regel"],
  needed: ["cars needed", "Wagen benötigt"],
  short: ["too few or too many", "zu wenige oder zu viele"],
  undo: ["Undo", "Rückgängig"],
  redo: ["Redo", "Wiederholen"],
  planShift: ["Plan the shift", "Schicht planen"],
  resolve: ["Plan again", "Neu planen"],
  resolveHint: [
    "Each changed cell costs so many minutes; the plan changes where it saves more.",
    "Jede geänderte Zelle kostet so viele Minuten; geändert wird, wo mehr gespart wird.",
  ],
  changePrice: ["Price of a changed cell, minutes", "Preis einer geänderten Zelle, Minuten"],
  severalPrices: ["empty: several prices, the best balance is taken", "leer: mehrere Preise, der beste Ausgleich gilt"],
  timeLimit: ["Time, seconds", "Zeit, Sekunden"],
  fromStep: ["First hour that may change", "Erste Stunde, die sich ändern darf"],
  seed: ["Seed", "Startwert"],
  method: ["Method", "Verfahren"],
  start: ["Start", "Starten"],
  next: ["Next broken", "Nächste Verletzung"],
  versions: ["Versions", "Fassungen"],
  publish: ["Publish", "Veröffentlichen"],
  publishHint: [
    "Version {n} is kept as it is. What is published is never changed.",
    "Fassung {n} bleibt, wie sie ist. Veröffentlichtes wird nie geändert.",
  ],
  published1: ["Version {n} is published.", "Fassung {n} ist veröffentlicht."],
  export: ["Export", "Export"],
  exportHint: ["Exactly version {n}.", "Genau Fassung {n}."],
  date: ["Day of the shift", "Tag der Schicht"],
  zone: ["Time zone", "Zeitzone"],
  print: ["Print", "Drucken"],
  printHint: ["The page opens in a file of its own, made to be printed.", "Die Seite ist eine eigene Datei, zum Drucken gemacht."],
  help: ["Keys", "Tasten"],
  letterKeys: ["Single-letter keys", "Tasten mit einzelnen Buchstaben"],
  sectorView: ["By sector", "Nach Sektor"],
  carView: ["By car", "Nach Wagen"],
  whyTitle: ["Car {car} at {time}", "Wagen {car} um {time}"],
  whyIn: ["In {sector} from step {a} to {b}.", "In {sector} von Schritt {a} bis {b}."],
  whyDrive: ["It drives there from {origin} in {n} minutes.", "Der Wagen fährt in {n} Minuten von {origin} dorthin."],
  whyNoDrive: ["It does not drive to get there.", "Der Wagen muss dafür nicht fahren."],
  whyNeed: ["{sector} needs {n} then, and has {who}.", "{sector} braucht dann {n} und hat {who}."],
  whyRange: ["{a} to {b}, best {n}", "{a} bis {b}, am besten {n}"],
  instead: ["Instead could be there", "Stattdessen möglich"],
  noneInstead: ["No other car can be exchanged for it.", "Kein anderer Wagen kann getauscht werden."],
  notAllowed: ["Not allowed, because", "Nicht erlaubt, weil"],
  looking: ["Looking for who else could be there…", "Suche, wer sonst dort sein könnte…"],
  swap: ["Swap", "Tauschen"],
  pin: ["Pin", "Festsetzen"],
  unpin: ["Unpin", "Lösen"],
  forbid: ["Forbid", "Verbieten"],
  out: ["Car drops out", "Wagen fällt aus"],
  markForSwap: ["Mark for a swap", "Zum Tausch merken"],
  marked: ["Car {car} at {time} is marked; X on another car exchanges them.", "Wagen {car} um {time} ist gemerkt; X auf einem anderen Wagen tauscht beide."],
  demandOf: ["Cars needed in {sector}", "Wagen benötigt in {sector}"],
  set: ["Set", "Setzen"],
  change: ["{cells} cells changed, {minutes} minutes", "{cells} Zellen geändert, {minutes} Minuten"],
  changeOne: ["1 cell changed, {minutes} minutes", "1 Zelle geändert, {minutes} Minuten"],
  noChange: ["The plan stays as it is.", "Der Plan bleibt, wie er ist."],
  compare: ["Compare", "Vergleichen"],
  compareWith: ["compared with version", "verglichen mit Fassung"],
  before: ["before", "vorher"],
  after: ["after", "nachher"],
  restore: ["Go on from here", "Hier weitermachen"],
  restored: ["Going on from version {n}.", "Weiter mit Fassung {n}."],
  run: ["Run {n}", "Lauf {n}"],
  "state.queued": ["waits, {n} before it", "wartet, {n} davor"],
  "state.running": ["plans", "plant"],
  "state.done": ["done", "fertig"],
  "state.failed": ["no plan", "kein Plan"],
  useBest: ["Use best so far", "Bestes bisher nehmen"],
  left: ["{n} s left", "noch {n} s"],
  bestSoFar: ["Best so far", "Bisher bestes"],
  atLeast: ["No plan below", "Kein Plan unter"],
  curveName: ["Minutes of the best plan against time", "Minuten des besten Plans über der Zeit"],
  choices: ["Few changes or few minutes", "Wenige Änderungen oder wenige Minuten"],
  price: ["Price", "Preis"],
  changedCells: ["Changed cells", "Geänderte Zellen"],
  changedCars: ["Cars", "Wagen"],
  chosen: ["taken", "genommen"],
  proof: ["Proof", "Beweis"],
  noRuns: ["There were no runs yet.", "Noch gab es keine Läufe."],
  elsewhere: ["Somebody else has changed the plan. It is shown as it is now; your change was not made.", "Jemand anderes hat den Plan geändert. Er wird gezeigt, wie er jetzt ist; Ihre Änderung wurde nicht gemacht."],
  updated: ["The plan has a new version.", "Der Plan hat eine neue Fassung."],
  audit: ["Who did what", "Wer was getan hat"],
  action: ["Action", "Vorgang"],
  map: ["Map", "Karte"],
  myCar: ["Car", "Wagen"],
  details: ["Version {n}: {words}", "Fassung {n}: {words}"],
  "key.arrows": ["move", "bewegen"],
  "key.home": ["first, last hour", "erste, letzte Stunde"],
  "key.ctrlhome": ["first, last cell", "erste, letzte Zelle"],
  "key.page": ["ten cars up, down", "zehn Wagen auf, ab"],
  "key.enter": ["why, and who else", "warum, und wer sonst"],
  "key.escape": ["back to the plan", "zurück zum Plan"],
  "key.p": ["pin or unpin", "festsetzen oder lösen"],
  "key.f": ["forbid", "verbieten"],
  "key.x": ["mark, then swap", "merken, dann tauschen"],
  "key.undo": ["undo, redo", "rückgängig, wiederholen"],
  "key.run": ["plan again", "neu planen"],
  "key.n": ["next, previous broken cell", "nächste, vorige verletzte Zelle"],
  "key.help": ["these keys", "diese Tasten"],
};

export const languages = { en: "English", de: "Deutsch" };
const order = Object.keys(languages);

let current = localStorage.getItem("language") ?? navigator.language.slice(0, 2);
if (!order.includes(current)) current = "en";

/** The language in use. */
export const language = () => current;

/** Takes another language. */
export function speak(name) {
  current = name;
  localStorage.setItem("language", name);
  document.documentElement.lang = name;
}

/** A string in the language in use, its places filled in. */
export function t(key, values = {}) {
  const line = table[key];
  if (!line) return key;
  return line[order.indexOf(current)].replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ""));
}

/** A number with one decimal, as the language writes it. */
export const number = (value, digits = 1) =>
  value.toLocaleString(current, { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A difference in minutes, with its sign. */
export const signed = (value) => `${value < 0 ? "−" : "+"}${number(Math.abs(value))}`;

/** A moment, given in seconds since 1970. */
export const moment = (seconds) =>
  new Date(seconds * 1000).toLocaleString(current, { dateStyle: "short", timeStyle: "short" });
