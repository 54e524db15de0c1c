"use strict";
(() => {
  const PAGE = 100; // rows drawn at a time: ten thousand open as fast as a hundred
  const FIELDS = ["doc", "file", "province", "organization", "year", "status", "error", "projects",
    "declared", "found", "errors", "warnings", "causes", "rules"];
  const NUMBERS = new Set(["projects", "declared", "found", "difference", "errors", "warnings"]);
  const { rows, rules, statuses, causes, words } = JSON.parse(document.getElementById("data").textContent);
  const documents = rows.map((row, place) => {
    const one = { place };
    FIELDS.forEach((name, index) => { one[name] = row[index]; });
    one.difference = one.declared === null || one.found === null ? null : one.found - one.declared;
    one.text = [one.file, one.province, one.organization].join("\n").toLowerCase();
    return one;
  });
  const byId = (id) => document.getElementById(id);
  const form = byId("filters");
  const body = byId("rows");
  const collator = new Intl.Collator("th", { numeric: true });
  const state = { sort: "", down: false, first: 0 };
  let chosen = documents;

  const count = (n) => n.toLocaleString("en-US");
  const baht = (satang) => (satang === null ? "" : (satang / 100).toLocaleString("en-US",
    { minimumFractionDigits: satang % 100 ? 2 : 0, maximumFractionDigits: 2 }));
  const signed = (satang) => (!satang ? "0" : (satang < 0 ? "\u2212" : "+") + baht(Math.abs(satang)));
  const put = (text, ...values) => text.replace(/%(\d)/g, (_, n) => values[n - 1]);

  const element = (name, text, className) => {
    const one = document.createElement(name);
    if (text !== undefined && text !== null) one.textContent = text;
    if (className) one.className = className;
    return one;
  };
  const cell = (row, text, className) => row.append(element("td", text, className));

  const draw = (one) => {
    const row = document.createElement("tr");
    const head = element("th");
    head.scope = "row";
    if (one.doc) {
      const link = element("a", one.file);
      link.href = one.doc + ".html";
      head.append(link);
    } else {
      head.append(one.file, element("small", words.no_page));
    }
    if (one.error) head.append(element("small", one.error));
    row.append(head);
    cell(row, one.province);
    cell(row, one.organization);
    cell(row, one.year, "n");
    const [code, word] = statuses[one.status];
    cell(row, word, { failed: "bad", partial: "caution", ok: "" }[code] ?? "soft");
    cell(row, one.projects, "n");
    cell(row, baht(one.declared), "n");
    cell(row, baht(one.found), "n");
    const differs = one.difference ? "bad" : "good";
    cell(row, one.difference === null ? "" : signed(one.difference), "n " + differs);
    cell(row, one.projects === null ? "" : one.errors, one.errors ? "n bad" : "n soft");
    cell(row, one.projects === null ? "" : one.warnings, one.warnings ? "n caution" : "n soft");
    cell(row, one.causes.map((cause) => causes[cause][1]).join(" · "));
    return row;
  };

  const show = () => {
    const shown = chosen.slice(state.first, state.first + PAGE);
    body.replaceChildren(...shown.map(draw));
    if (!shown.length) {
      const row = document.createElement("tr");
      const none = element("td", words.none_match, "soft");
      none.colSpan = 12;
      row.append(none);
      body.append(row);
    }
    byId("shown").textContent = put(words.shown_of, count(chosen.length), count(documents.length));
    byId("range").textContent = shown.length
      ? put(words.page_of, count(state.first + 1), count(state.first + shown.length)) : "";
    byId("previous").disabled = state.first === 0;
    byId("next").disabled = state.first + PAGE >= chosen.length;
    for (const button of document.querySelectorAll("[data-sort]")) {
      const head = button.closest("th");
      if (button.dataset.sort !== state.sort) head.removeAttribute("aria-sort");
      else head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    }
    sum();
  };

  const sum = () => {
    const row = byId("selected");
    row.hidden = chosen.length === documents.length;
    const total = (name) => chosen.reduce((all, one) => all + (one[name] ?? 0), 0);
    const declared = total("declared");
    const found = total("found");
    const texts = [count(total("projects")), baht(declared), baht(found), signed(found - declared),
      count(total("errors")), count(total("warnings"))];
    texts.forEach((text, index) => { row.cells[index + 1].textContent = text; });
  };

  const filter = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const terms = wanted.q.toLowerCase().split(/\s+/).filter(Boolean);
    const organization = wanted.organization.trim().toLowerCase();
    chosen = documents.filter((one) =>
      (!wanted.province || one.province === wanted.province)
      && (!organization || one.organization.toLowerCase().includes(organization))
      && (wanted.status === "" || one.status === +wanted.status)
      && (wanted.rule === "" || one.rules.includes(+wanted.rule))
      && (wanted.cause === "" || one.causes.includes(+wanted.cause))
      && terms.every((term) => one.text.includes(term)));
    if (state.sort) chosen.sort(order);
    state.first = 0;
    show();
    remember(wanted);
  };

  const order = (a, b) => {
    const [x, y] = [a[state.sort], b[state.sort]];
    const blank = (value) => value === null || value === "" || value === undefined;
    if (blank(x) || blank(y)) return blank(x) - blank(y) || a.place - b.place; // blanks last
    const by = NUMBERS.has(state.sort) || state.sort === "status" ? x - y : collator.compare(x, y);
    return (state.down ? -by : by) || a.place - b.place;
  };

  // The state stands in the address: a filtered view can be sent and reloaded.
  const remember = (wanted) => {
    const kept = new URLSearchParams(Object.entries(wanted).filter(([, value]) => value !== ""));
    if (state.sort) kept.set("sort", (state.down ? "-" : "") + state.sort);
    const hash = "#" + kept;
    if (hash !== (location.hash || "#")) history.replaceState(null, "", hash);
  };
  const recall = () => {
    const kept = new URLSearchParams(location.hash.slice(1));
    for (const [name, value] of kept) if (form.elements[name]) form.elements[name].value = value;
    const sort = kept.get("sort") ?? "";
    state.down = sort.startsWith("-");
    state.sort = sort.replace("-", "");
  };

  const options = (name, entries) => {
    for (const [value, text] of entries) form.elements[name].append(new Option(text, value));
  };
  const distinct = (name) => [...new Set(documents.map((one) => one[name]))]
    .filter(Boolean).sort(collator.compare);
  options("province", distinct("province").map((one) => [one, one]));
  options("status", statuses.map(([, word], index) => [index, word])
    .filter(([index]) => documents.some((one) => one.status === index)));
  options("rule", rules.map(([code, title], index) => [index, `${title} (${code})`]));
  options("cause", causes.map(([, word], index) => [index, word]));

  form.addEventListener("input", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of document.querySelectorAll("[data-sort]")) {
    button.addEventListener("click", () => {
      const name = button.dataset.sort;
      const again = state.sort === name;
      state.down = again ? !state.down : NUMBERS.has(name);
      state.sort = name;
      filter();
    });
  }
  const move = (by) => {
    state.first += by;
    show();
    document.querySelector(".scroll").scrollIntoView();
  };
  byId("previous").addEventListener("click", () => move(-PAGE));
  byId("next").addEventListener("click", () => move(PAGE));
  recall();
  filter();
})();
