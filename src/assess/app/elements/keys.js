// Keys that are pressed inside the page stay there: JupyterLab would take "x" for cutting the cell
// that shows it, and Shift+Enter for running it. Saving the notebook is left to it.

/** @param {HTMLElement} root */
export function keepKeys(root) {
  const keep = (event) => {
    const saving = (event.ctrlKey || event.metaKey) && !event.altKey && event.key?.toLowerCase() === "s";
    if (!saving) event.stopPropagation();
  };
  root.addEventListener("keydown", keep);
  return () => root.removeEventListener("keydown", keep);
}
