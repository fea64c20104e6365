// What the pages do more of where script runs; all of them work without it.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const secret = () => one('input[name="csrf"]')?.value ?? "";
const send = (address, body, headers = {}) => fetch(address, { method: "POST", body, headers: { "X-CSRF": secret(), ...headers } });

// A fact and its words light up together.
const saying = new Map();
for (const element of all("[data-f]"))
  for (const name of element.dataset.f.split(" "))
    saying.set(name, [...(saying.get(name) ?? []), element]);
const light = (names, on) => names.forEach(name => saying.get(name)?.forEach(e => e.classList.toggle("lit", on)));
for (const element of all("[data-f]")) {
  const names = element.dataset.f.split(" ");
  for (const [begin, end] of [["pointerenter", "pointerleave"], ["focusin", "focusout"]]) {
    element.addEventListener(begin, () => light(names, true));
    element.addEventListener(end, () => light(names, false));
  }
  if (element.matches("mark, rect"))
    element.addEventListener("click", () => document.getElementById(`f-${names[0]}`)?.scrollIntoView({ block: "center" }));
  else
    element.addEventListener("click", event => {
      if (!event.target.closest("a, button, input, select, textarea, summary, label"))
        (document.getElementById(`w-${names[0]}`) ?? one(`rect[data-f="${names[0]}"]`))?.scrollIntoView({ block: "center" });
    });
}

// Review by keyboard.
const review = one("#review");
if (review) {
  const now = one("#now");
  const at = new URL(location).searchParams.get("at");
  (one(".c-fact--now") ?? one("#add"))?.scrollIntoView({ block: "nearest" });
  const words = document.getElementById(`w-${at ?? one(".c-fact--now")?.dataset.f}`);
  words?.scrollIntoView({ block: "center" });
  saying.get(one(".c-fact--now")?.dataset.f)?.forEach(e => e.matches("mark") && e.classList.add("lit"));
  const go = name => name && (location.search = `?at=${name}`);
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, textarea, select"))
      return;
    if (event.key === "j") go(now?.dataset.next);
    else if (event.key === "k") go(now?.dataset.before);
    else if (event.key === "n") one("[data-add='a']")?.click();
    else one(`#now [data-key="${CSS.escape(event.key)}"]`)?.click();
  });
  // Words that are marked go into the form, with their place in code points.
  const form = one("#factform");
  if (form)
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      const text = one("#text");
      if (selection.isCollapsed || !text.contains(selection.anchorNode) || !text.contains(selection.focusNode))
        return;
      const range = selection.getRangeAt(0);
      const before = range.cloneRange();
      before.selectNodeContents(text);
      before.setEnd(range.startContainer, range.startOffset);
      const said = range.toString();
      const lead = said.length - said.trimStart().length;
      form.elements.words.value = said.trim();
      form.elements.start.value = [...before.toString()].length + lead;
    });
  else {
    // Marked first, then a kind is chosen: the words are carried over.
    let marked = null;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.isCollapsed && one("#text").contains(selection.anchorNode))
        marked = selection.toString().trim();
    });
    for (const link of all("#adders a"))
      link.addEventListener("click", () => marked && sessionStorage.setItem("marked", marked));
  }
  const carried = sessionStorage.getItem("marked");
  if (form && carried && !form.elements.words.value && form.elements.verdict.value === "added")
    form.elements.words.value = carried;
  sessionStorage.removeItem("marked");
}

// Zoom without loading the page anew.
document.addEventListener("click", async event => {
  const link = event.target.closest("a[data-zoom]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey)
    return;
  event.preventDefault();
  const answer = await fetch(link.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const drawn = page.getElementById("timeline");
  if (!answer.ok || !drawn)
    return void (location = link.href);
  const place = all("a[data-zoom]").indexOf(link);
  document.getElementById("timeline").replaceWith(drawn);
  history.replaceState(null, "", link.href);
  all("a[data-zoom]")[place]?.focus();
});

// What is typed is read while it is typed: one question at a time, the newest text next.
const writing = one("#write");
if (writing) {
  const beside = one("#beside");
  let asking = false, again = false;
  const ask = async () => {
    if (asking)
      return void (again = true);
    asking = true;
    do {
      again = false;
      const answer = await send(writing.dataset.beside, new URLSearchParams(new FormData(writing)), { "X-Part": "beside" }).catch(() => null);
      // Where somebody is saying why a remark is dismissed, it stays until it is said.
      if (answer?.ok && !beside.contains(document.activeElement?.closest("form") ?? null))
        beside.innerHTML = await answer.text();
    } while (again);
    asking = false;
  };
  let waiting = 0, isUnsaved = writing.dataset.unsaved === "yes";
  writing.addEventListener("input", () => {
    isUnsaved = true;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 40);
  });
  // Only what is kept somewhere can be lost.
  if (writing.dataset.unsaved !== undefined) {
    writing.addEventListener("submit", () => { isUnsaved = false; });
    addEventListener("beforeunload", event => { if (isUnsaved) event.preventDefault(); });
  }
  // A remark is answered without leaving the text.
  beside.addEventListener("submit", async event => {
    event.preventDefault();
    const body = new URLSearchParams(new FormData(event.target, event.submitter));
    const answer = await send(event.target.action, body).catch(() => null);
    if (answer?.ok) {
      document.activeElement?.blur();
      ask();
    } else
      event.target.elements.reason.setAttribute("aria-invalid", "true"), event.target.elements.reason.focus();
  });
}

// A passage that is marked is what a comment is on.
const comment = one("#comment");
if (comment)
  document.addEventListener("selectionchange", () => {
    const selection = getSelection();
    if (!selection.isCollapsed && one("#text").contains(selection.anchorNode) && one("#text").contains(selection.focusNode))
      comment.elements.words.value = selection.toString().trim();
  });

// People are chosen from the register, with the offices that they were last shown in.
const choose = one("#choose");
if (choose) {
  choose.hidden = false;
  const found = one("#found"), who = one("#who");
  let waiting = 0;
  who.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const people = who.value.trim().length < 2 ? [] : await fetch(`/api/people?name=${encodeURIComponent(who.value)}`).then(a => a.ok ? a.json() : [], () => []);
      found.replaceChildren(...people.slice(0, 12).map(person => {
        const last = Math.max(...person.memberships.map(m => Date.parse(m.last_seen ?? 0)));
        const held = person.memberships.filter(m => Date.parse(m.last_seen ?? 0) === last);
        const button = Object.assign(document.createElement("button"), { type: "button", className: "govuk-button govuk-button--secondary c-button", textContent: [person.name, ...held.map(m => m.role)].join(", ") });
        button.addEventListener("click", () => {
          const people = one("#people");
          people.value = `${people.value.trimEnd()}\n${person.name} | ${held.map(m => m.role).join("; ")} | ${held[0]?.organization_id ?? ""}`.trimStart();
          who.value = "";
          found.replaceChildren();
          who.focus();
        });
        const item = document.createElement("li");
        item.append(button);
        return item;
      }));
    }, 150);
  });
}

// Files by drag and drop, each with what became of it.
const drop = one("#drop");
if (drop) {
  const input = one("#files");
  const panel = one("#progress");
  const bar = one("progress", panel);
  const outcomes = new Map([...one("#outcomes").content.querySelectorAll("span")].map(s => [s.dataset.outcome, s.textContent]));
  let waiting = 0, done = 0, total = 0, run = null;
  addEventListener("beforeunload", event => { if (waiting > 0) event.preventDefault(); });
  const tell = () => {
    bar.value = total ? done / total : 0;
    one("#said").textContent = waiting ? `${done} / ${total} ${drop.dataset.of}` : drop.dataset.done;
  };
  const take = async files => {
    if (!files.length)
      return;
    panel.hidden = false;
    waiting += files.length;
    total += files.length;
    tell();
    run ??= send("/import/begin", "").then(a => a.json()).then(a => a.id);
    const id = await run;
    const report = one("#report");
    report.href = `/import/${id}`;
    report.hidden = false;
    const queue = [...files];
    const work = async () => {
      for (let file; (file = queue.shift());) {
        const row = one("#sent").insertRow(0);
        row.insertCell().textContent = file.name;
        const cell = row.insertCell();
        for (const c of row.cells)
          c.className = "govuk-table__cell";
        cell.textContent = "…";
        try {
          const answer = await send(`/import/${id}/files`, file, { "Content-Type": "application/octet-stream", "X-Source-Name": encodeURIComponent(file.name) });
          if (!answer.ok)
            throw new Error(answer.status);
          const told = await answer.json();
          cell.textContent = (outcomes.get(told.outcome) ?? told.outcome) + (told.fault ? `: ${told.fault}` : "");
          if (told.release) {
            const link = document.createElement("a");
            link.href = `/releases/${told.release}`;
            link.className = "govuk-link";
            link.textContent = told.headline || told.release;
            cell.append(" ", link);
          }
        } catch {
          cell.textContent = drop.dataset.fault;
        }
        waiting--;
        done++;
        tell();
      }
    };
    await Promise.all([work(), work(), work()]);
  };
  drop.addEventListener("submit", event => { event.preventDefault(); take(input.files); input.value = ""; });
  input.addEventListener("change", () => { take([...input.files]); input.value = ""; });
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, event => { event.preventDefault(); drop.classList.add("over"); });
  for (const kind of ["dragleave", "drop"])
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", event => { event.preventDefault(); take([...event.dataTransfer.files]); });
}

// Passkeys (W3C Web Authentication, level 3).
const passkeys = async (panel, begin, end, ask, then) => {
  if (!panel || !globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON)
    return;
  panel.hidden = false;
  one("button", panel).addEventListener("click", async () => {
    const said = one("[data-fault]", panel);
    said.textContent = "";
    try {
      const options = await (await send(begin, "")).json();
      const credential = await ask(options);
      const answer = await send(end, JSON.stringify(credential.toJSON()), { "Content-Type": "application/json" });
      if (!answer.ok)
        throw new Error(answer.status);
      then();
    } catch {
      said.textContent = said.dataset.fault;
    }
  });
};
passkeys(one("#passkey"), "/sign-in/passkey/begin", "/sign-in/passkey", options => navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) }), () => { location = one("#passkey").dataset.return; });
passkeys(one("#add-passkey"), "/account/passkeys/begin", "/account/passkeys", options => navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) }), () => location.reload());
