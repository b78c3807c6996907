// What a page says while its kernel doesn't answer, and the way back to one that does.
import { h } from "../elements/dom.js";
import { button } from "../elements/form.js";

// whether a server answers at our address at all, whatever it answers
async function reachable() {
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent ?? "{}");
  try {
    await fetch(`${config.baseUrl ?? "/"}voila/static/voila.js`, { method: "HEAD", cache: "no-store" });
    return true;
  } catch {
    return false;
  }
}

/**
 * The notice: {node, sound(state)}; `sound` is told "", "lost", or "bare" (this browser keeps nothing).
 * @param {{widget_manager?: any}} model
 * @param {Record<string, any>} texts
 * @param {(text: string) => void} say
 * @param {{leaving?: () => void, inCell?: () => string}} [how] `leaving`: before the page is loaded
 *   again; `inCell`: what to do where the page is a notebook's cell
 */
export function lostNotice(model, texts, say, { leaving = () => {}, inCell = () => texts.inCell } = {}) {
  const node = h("div", { class: "ui-notice ui-alarm", hidden: true });
  let sounded = "";

  async function reload() {
    leaving();
    for (let told = false; !(await reachable()); told = true) {
      if (!told) say(texts.unreachable);
      await new Promise((then) => setTimeout(then, 2000));
    }
    location.reload();
  }

  return {
    node,
    sound(name) {
      if (name === sounded) return;
      sounded = name;
      node.hidden = !name;
      node.replaceChildren();
      if (!name) return;
      const cell = Boolean(model.widget_manager?.context);
      const advice = h("p", {}, h("strong", {}, texts.lostTitle), " ", name === "bare" ? texts.lostBare : texts.lostText);
      if (cell) advice.append(` ${inCell()}`);
      node.append(advice);
      if (!cell) node.append(button(texts.reload, reload));
    },
  };
}
