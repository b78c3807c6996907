// Runs before the page's own script, in words that the oldest browsers know: where that script
// doesn't come or can't be read, it says why. What it says stands hidden in the page (troubles).
/* eslint-disable no-var */
(function () {
  var LATE = 6000;
  var root = document.documentElement;
  var unread = false; // the browser doesn't know the language of our script
  root.setAttribute("data-first", "");

  function old() {
    return unread || !("noModule" in document.createElement("script")) || !Object.hasOwn || !("at" in Array.prototype);
  }

  // whether the page is where its server thinks it is
  function elsewhere() {
    var told = document.getElementById("jupyter-config-data");
    var base = told ? JSON.parse(told.textContent || "{}").baseUrl : "/";
    return location.pathname !== base;
  }

  function tell(cause) {
    var about = document.querySelector('.as-trouble[data-cause="' + cause + '"]');
    var paths = about ? about.querySelectorAll("[data-path]") : [];
    for (var at = 0; at < paths.length; at++) paths[at].textContent = location.pathname;
    if (about) about.removeAttribute("hidden");
    root.setAttribute("data-trouble", cause);
  }

  function look() {
    if (root.hasAttribute("data-page") || root.hasAttribute("data-trouble")) return;
    tell(old() ? "old" : elsewhere() ? "prefix" : "script");
  }

  addEventListener("error", function (event) {
    if (event.error instanceof SyntaxError) {
      unread = true;
      setTimeout(look, 0);
    }
  });
  if (old()) root.setAttribute("data-old", ""); // if the page breaks, this is why
  setTimeout(look, LATE);
})();
