// Take it with you, and continue from a file: downloads are made in the browser, no file is served.
const LARGEST = 2_000_000;

function save(name, type, text) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

function render({ model, el }) {
  const uid = Math.random().toString(36).slice(2);
  const said = h("p", { class: "ui-done", role: "status" });
  const choice = (value, label, hint, checked) =>
    h("div", { class: "ui-option ui-plain" },
      h("input", { type: "radio", id: `as-${uid}-${value}`, name: `as-${uid}-notes`, value, checked }),
      h("label", { htmlFor: `as-${uid}-${value}` }, h("span", { class: "ui-level" }, label), h("span", { class: "ui-anchor" }, hint)));
  const notes = h("fieldset", { class: "ui-question ui-notes" },
    h("legend", {}, "What should be in it?"),
    choice("with", "With my notes", "For you, or for a coach you trust.", true),
    choice("without", "Without my notes", "Your levels and plan only. Everything you typed is left out, including from the data inside the file.", false));
  const buttons = model.get("formats").map((format, index) =>
    h("button", { type: "button", class: index ? "ui-button" : "ui-button ui-primary", "data-online": true, onclick: () => ask(format.id) }, format.label));
  const file = h("input", { type: "file", id: `as-${uid}-file`, "data-online": true, accept: ".html,.htm,.json,text/html,application/json", onchange: read });
  const confirm = h("div", { class: "ui-confirm" });
  let ended = null;
  el.append(
    h("div", { class: "ui-card" },
      h("h3", {}, "Download"),
      h("p", {}, "One file with your profile, your plan and your answers. It works offline, prints on A4, and can be loaded again."),
      notes, h("p", { class: "ui-buttons" }, buttons), h("p", { class: "ui-hint", "data-why": true, hidden: true }), said),
    h("div", { class: "ui-card" },
      h("h3", {}, "Continue from a file"),
      h("p", {}, "Choose a report (HTML), an answers file or a plan file (JSON) that you downloaded here."),
      h("p", {}, h("label", { htmlFor: file.id, class: "ui-file-label" }, "File to load"), file),
      confirm),
  );
  function ask(format) {
    said.textContent = "Preparing…";
    const withNotes = notes.querySelector("input:checked").value === "with";
    model.send({ kind: "export", format, notes: withNotes });
  }

  async function read() {
    confirm.replaceChildren();
    const chosen = file.files[0];
    if (!chosen) return;
    if (chosen.size > LARGEST) {
      problem(`${chosen.name} is larger than any file of ours (2 MB): choose a report or answers file.`);
      return;
    }
    model.send({ kind: "import", text: await chosen.text() });
  }

  function problem(text) {
    confirm.replaceChildren(h("p", { class: "ui-error", role: "alert" }, text));
    file.value = "";
  }

  function sure(text, plan) {
    const yes = h("button", { type: "button", class: "ui-button ui-primary", "data-online": true, onclick: replace }, plan ? "Take this plan" : "Replace my answers");
    const no = h("button", { type: "button", class: "ui-button", onclick: done }, "Keep what is here");
    confirm.replaceChildren(h("p", { role: "alert" }, text), h("p", { class: "ui-buttons" }, yes, no));
    yes.focus();
    function replace() {
      const back = busy(yes, "Working…");
      if (!back) return;
      ended = back;
      model.send({ kind: "replace" });
    }
  }

  function done(text) {
    confirm.replaceChildren(...(typeof text === "string" ? [h("p", { class: "ui-done", role: "status" }, text)] : []));
    file.value = "";
  }

  function onMessage(message) {
    ended?.();
    if (message.kind === "clear") {
      done();
      said.textContent = "";
    }
    if (message.kind === "file") {
      save(message.name, message.type, message.text);
      said.textContent = `${message.name} is in your downloads.`;
    } else if (message.kind === "failed") said.textContent = message.text;
    else if (message.kind === "problem") problem(message.text);
    else if (message.kind === "sure") sure(message.text, message.plan === true);
    else if (message.kind === "loaded") done(message.text);
  }

  model.on("msg:custom", onMessage);
  return () => model.off("msg:custom", onMessage);
}

export default { render };
