// Plain old JavaScript: it speaks where the loader cannot even start. The first word stays.
(function () {
  var phase = document.getElementById("phase");
  function cannotLoad(text) {
    if (document.documentElement.dataset.failed) return;
    document.documentElement.dataset.failed = "yes";
    phase.textContent = text;
    var actions = document.getElementById("actions");
    actions.hidden = false;
    document.getElementById("reload").onclick = function () { location.reload(); };
  }
  window.gradswarmCannotLoad = cannotLoad;
  if (location.protocol === "file:") {
    cannotLoad("A browser starts this page only from a web server: run “cargo xtask serve”, or put the folder on any host.");
  }
  addEventListener("error", function (event) {
    if (event.target && event.target.tagName === "SCRIPT") {
      cannotLoad("A part of the page could not be loaded. Check the connection and reload.");
    }
  }, true);
})();
