// Ask others how they see some skills: by a code or a file; what was asked, and who has replied.
import { answered, fill, h, listen, tell } from "../elements/dom.js";
import { button, choice, codeLine, download, folded, lineForm, link, problemLine } from "../elements/form.js";
import { REPLIER_LIMIT } from "../elements/limits.js";
import { textField } from "../elements/typed.js";

const MOST = 8;

/** @param {import("../messages/types").Widget<"AskOthers">} widget */
function render({ model, el }) {
  const texts = model.get("texts");
  const online = (label, press, props = {}) => button(label, press, { online: true, ...props });
  /** @type {import("../messages/messages").Requests | null} */
  let told = null;
  let asking = false; // the form is shown
  let codeAsked = false; // a code was typed here, and it isn't known yet whether it is any good
  let sayWrong = (_text) => {};

  const heading = h("h3", { tabindex: "-1" }, texts.title);
  const place = h("div", {});
  const code = h("div", { role: "status" });
  const list = h("div", {});
  const said = h("p", { class: "ui-done", role: "status" });
  const problem = problemLine();
  const why = h("p", { class: "ui-hint", "data-why": true, hidden: true });
  el.append(h("div", { class: "ui-card ui-screen" },
    heading, h("p", {}, texts.lead), place, problem.node, code, said, list, why,
    model.get("codes") ? codeForm() : null));
  begin();

  /** @param {import("../messages/messages").FromPage["AskOthers"]} message */
  function ask(message) {
    problem.say("");
    said.textContent = "";
    model.send(message);
  }

  function begin() {
    asking = false;
    place.replaceChildren(h("p", { class: "ui-buttons" },
      button(texts.begin, () => openForm(told?.suggested ?? []), { style: "ui-primary" }),
      online(texts.refresh, () => ask({ kind: "show" }))));
  }

  /** @param {string[]} chosen */
  function openForm(chosen) {
    const boxes = [];
    const box = ([id, title]) => {
      const { input, node } = choice({ type: "checkbox", value: id, checked: chosen.includes(id) }, title, "ui-check");
      boxes.push(input);
      return h("div", {}, node);
    };
    const areas = model.get("areas");
    const first = areas.flatMap(([, skills]) => skills).filter(([id]) => chosen.includes(id));
    const rest = areas.map(([title, skills]) => [title, skills.filter(([id]) => !chosen.includes(id))]).filter(([, skills]) => skills.length);
    const name = textField(texts.name, { hint: texts.nameHint, limit: REPLIER_LIMIT, value: told?.person ?? "" });
    const title = h("h4", { tabindex: "-1" }, texts.begin);
    const send = (kind) => () => {
      const skills = boxes.filter((input) => input.checked).map((input) => input.value);
      if (!skills.length || skills.length > MOST) {
        problem.say(skills.length ? texts.many : texts.none);
        return boxes[0].focus();
      }
      if (name.fits()) ask({ kind, skills, name: name.input.value });
    };
    const node = h("div", { class: "ui-feedback-form" },
      title,
      h("fieldset", { class: "ui-portfolio" },
        h("legend", {}, texts.skills), h("p", { class: "ui-hint" }, texts.skillsHint),
        first.map(box),
        folded(texts.others, { open: !first.length },
          h("div", { class: "ui-fold-body" }, rest.map(([area, skills]) => h("fieldset", { class: "ui-portfolio" }, h("legend", {}, area), skills.map(box)))))),
      name.node,
      h("p", { class: "ui-feedback-who" }, texts.private),
      model.get("codes") ? [h("p", { class: "ui-buttons" }, online(texts.makeCode, send("code"), { style: "ui-primary" })), h("p", { class: "ui-hint" }, texts.codeHint)] : null,
      h("p", { class: "ui-buttons" }, online(texts.makeFile, send("file"), { style: model.get("codes") ? "" : "ui-primary" })),
      h("p", { class: "ui-hint" }, texts.fileHint),
      h("p", { class: "ui-buttons" }, button(texts.cancel, () => { problem.say(""); begin(); heading.focus(); })));
    asking = true;
    code.replaceChildren();
    said.textContent = "";
    place.replaceChildren(node);
    title.focus({ preventScroll: true });
    title.scrollIntoView({ block: "center" });
  }

  function codeForm() {
    const typedCode = textField(texts.askedCode, { autocapitalize: "characters", spellcheck: false });
    const wrong = problemLine();
    const open = () => {
      wrong.say("");
      codeAsked = true;
      tell(el, "reply-code", { code: typedCode.input.value });
    };
    sayWrong = (text) => {
      wrong.say(text);
      typedCode.input.focus();
    };
    return folded(texts.asked, {},
      h("div", { class: "ui-fold-body" },
        h("p", {}, texts.askedLead), lineForm(open, texts.askedOpen, [typedCode.node], { "data-online": true }), wrong.node));
  }

  /** @param {import("../messages/messages").Requests} message */
  function requests(message) {
    told = message;
    list.replaceChildren(...(message.items.length
      ? [h("h4", {}, texts.requests), h("ul", { class: "ui-feedback-list" }, message.items.map(row))]
      : []));
  }

  function row(item) {
    const foot = h("p", { class: "ui-buttons" });
    const buttons = () => foot.replaceChildren(
      ...(item.replies.length ? [link(texts.see, () => tell(el, "go", { step: "profile", item: "others" }))] : []),
      link(texts.again, () => ask({ kind: "again", id: item.id }), { online: true, of: item.day }),
      ...(item.open ? [link(texts.end, () => ask({ kind: "end", id: item.id }), { online: true, of: item.day })] : []),
      link(texts.delete, sure, { online: true, of: item.day }));
    const sure = () => {
      const no = button(texts.deleteNo, () => { buttons(); foot.querySelector("button")?.focus(); });
      foot.replaceChildren(h("span", { role: "alert" }, texts.deleteSure),
        online(texts.deleteYes, () => ask({ kind: "delete", id: item.id }), { style: "ui-danger" }), no);
      no.focus();
    };
    buttons();
    return h("li", {},
      h("p", {}, h("b", {}, item.day), `: ${item.skills}`),
      h("p", { class: "ui-hint" }, `${item.count}, ${item.way}`),
      item.replies.length
        ? h("ul", { class: "ui-plain-list" }, item.replies.map(([id, name]) => h("li", {},
          h("span", {}, `${texts.reply} `, h("bdi", {}, name || texts.somebody)), " ",
          link(texts.remove, () => ask({ kind: "remove", id: item.id, reply: id }), { online: true, of: name || texts.somebody }))))
        : null,
      foot);
  }

  function made() {
    begin();
    heading.focus({ preventScroll: true });
  }

  return listen({ model, el }, {
    messages: {
      requests,
      code(message) {
        made();
        code.replaceChildren(...codeLine(texts, message));
        code.scrollIntoView({ block: "center" });
      },
      file(message) {
        download(message);
        if (asking) made();
        said.textContent = fill(texts.file, { name: message.name });
      },
      problem: ({ text }) => problem.say(text),
      done({ text }) {
        said.textContent = text;
        heading.focus({ preventScroll: true });
      },
      clear() {
        told = null;
        for (const node of [code, list]) node.replaceChildren();
        said.textContent = "";
        problem.say("");
        begin();
      },
    },
    told: {
      // from where a level is confirmed: about that one skill
      "ask-others": ({ detail }) => {
        tell(el, "go", { step: "take" });
        openForm(detail.skills?.length ? detail.skills : told?.suggested ?? suggestedHere());
      },
      "reply-wrong": ({ detail }) => {
        if (codeAsked) sayWrong(detail.text);
        codeAsked = false;
      },
    },
  });

  // before the kernel has said what is worth asking about: what is rated
  function suggestedHere() {
    return Object.keys(answered(el)?.answers ?? {}).slice(0, 6);
  }
}

export default { render };
