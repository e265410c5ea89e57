// Runs before the page is drawn, so that the chosen theme does not flash.
(function () {
  try {
    var theme = localStorage.getItem("theme");
    if (theme) document.documentElement.dataset.theme = theme;
  } catch (e) {
    // Without storage the theme of the system is used.
  }
})();
