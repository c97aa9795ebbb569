// Plain old JavaScript: it speaks where the loader cannot start. The first reason stays.
(function () {
  var root = document.documentElement;

  function fail(title, message) {
    if (root.getAttribute("data-failed")) return;
    root.setAttribute("data-failed", "yes");
    var overlay = document.getElementById("overlay");
    overlay.className = "failed";
    overlay.setAttribute("role", "alert");
    document.getElementById("title").textContent = title;
    document.getElementById("message").textContent = message;
    document.getElementById("actions").hidden = false;
    document.getElementById("reload").onclick = function () { location.reload(); };
  }

  function failWithoutPart() {
    // A sandbox without an origin of its own may load no module.
    if (window.origin === "null") {
      fail("This frame is too strict", "The page around it sandboxes the frame without “allow-same-origin”, so the parts of Gradswarm cannot be loaded. Only the owner of that page can change this.");
    } else {
      fail("A part of the page is missing", "A part of the page could not be loaded. Check the connection and reload.");
    }
  }

  window.gradswarmCannotLoad = fail;
  if (location.protocol === "file:") {
    fail("A file is not enough", "A browser starts this page only from a web server: run “cargo xtask serve”, or put the folder on any host.");
  }
  addEventListener("error", function (event) {
    if (event.target && event.target.tagName === "SCRIPT") failWithoutPart();
  }, true);
})();
