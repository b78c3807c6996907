// The file for whoever is asked: it sends nothing, and saves the reply as a small file.
import { fill, h } from "../../elements/dom.js";
import { button, download } from "../../elements/form.js";
import { replyForm } from "./form.js";

const { request, model, file, asking, texts } = JSON.parse(document.getElementById("assess-request")?.textContent ?? "{}");
// saved twice on one page, it is one reply
const reply = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
let unsaved = false;

const form = replyForm(asking, texts, { who: texts.whoFile, changed: () => { unsaved = true; done.textContent = ""; } });
const done = h("p", { class: "ui-done", role: "status" });

function save() {
  if (!form.ready()) return;
  const said = { schema_version: 1, kind: "feedback", request, reply, model, ...form.value() };
  download({ name: file, text: `${JSON.stringify(said, null, 2)}\n` });
  unsaved = false;
  done.textContent = fill(texts.saved, { file, name: form.called });
}

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
document.querySelector("main")?.replaceChildren(
  h("h1", {}, form.title), ...form.nodes,
  h("p", { class: "ui-buttons" }, button(texts.save, save, { style: "ui-primary" })), done);
