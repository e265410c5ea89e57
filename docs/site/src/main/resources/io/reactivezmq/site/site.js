(function () {
  "use strict";
  const top = document.body.dataset.top;
  const root = document.documentElement;
  const menu = document.getElementById("menu");
  const field = document.getElementById("search");
  const list = document.getElementById("results");

  document.getElementById("theme").addEventListener("click", function () {
    const dark = root.dataset.theme
      ? root.dataset.theme === "dark"
      : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = dark ? "light" : "dark";
    try {
      localStorage.setItem("theme", root.dataset.theme);
    } catch (e) {
      // The choice holds for this page only.
    }
  });

  menu.addEventListener("click", function () {
    menu.setAttribute("aria-expanded", String(document.body.classList.toggle("menu-open")));
  });

  const current = document.querySelector("nav [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });

  // The index is a script and not JSON, so that the search also works in pages that were opened as files.
  let index = null;
  function load(then) {
    if (index) return then();
    const script = document.createElement("script");
    script.src = top + "assets/search-index.js";
    script.onload = function () {
      index = window.searchIndex.map(function (entry) {
        return { url: entry[0], page: entry[1], section: entry[2], text: entry[3],
          low: entry.slice(1).map(function (part) { return part.toLowerCase(); }) };
      });
      then();
    };
    document.head.append(script);
  }

  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      const [page, section, text] = entry.low;
      const heading = section || page;
      const at = text.indexOf(word);
      let points = 0;
      if (heading === word) points += 60;
      if (heading.includes(word)) points += heading.startsWith(word) ? 30 : 20;
      else if (page.includes(word)) points += 8;
      if (at >= 0) points += /\w/.test(text.charAt(at - 1)) ? 2 : 5;
      if (!points) return 0;
      sum += points;
    }
    return pageBonus(entry) + sum;
  }

  function pageBonus(entry) {
    return entry.section ? 0 : 3;
  }

  function marked(text, words) {
    const node = document.createDocumentFragment();
    const pattern = new RegExp("(" + words.map(function (word) {
      return word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    }).join("|") + ")", "gi");
    text.split(pattern).forEach(function (part, i) {
      if (i % 2) {
        const mark = document.createElement("mark");
        mark.textContent = part;
        node.append(mark);
      } else {
        node.append(part);
      }
    });
    return node;
  }

  function excerpt(entry, words) {
    const at = Math.max(0, Math.min.apply(null, words.map(function (word) {
      const found = entry.low[2].indexOf(word);
      return found < 0 ? Infinity : found;
    }).concat(entry.text.length)) - 50);
    const start = at === 0 || at >= entry.text.length - 50 ? 0 : entry.text.indexOf(" ", at) + 1;
    return (start ? "… " : "") + entry.text.slice(start, start + 150);
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }

  function show() {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return close();
    const found = index.map(function (entry) { return [score(entry, words), entry]; })
      .filter(function (pair) { return pair[0] > 0; })
      .sort(function (a, b) { return b[0] - a[0]; })
      .slice(0, 12);
    list.replaceChildren();
    found.forEach(function (pair, i) {
      const entry = pair[1];
      const item = document.createElement("li");
      const link = document.createElement("a");
      const title = document.createElement("b");
      const text = document.createElement("small");
      item.id = "result-" + i;
      item.setAttribute("role", "option");
      link.href = top + entry.url;
      link.tabIndex = -1;
      title.append(marked(entry.section ? entry.page + " › " + entry.section : entry.page, words));
      text.append(marked(excerpt(entry, words), words));
      link.append(title, text);
      item.append(link);
      list.append(item);
    });
    if (!found.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = "Nothing found";
      list.append(none);
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    select(found.length ? 0 : -1);
  }

  function selected() {
    return list.querySelector("[aria-selected=true]");
  }

  function select(i) {
    const items = list.querySelectorAll("[role=option]");
    items.forEach(function (item, at) { item.setAttribute("aria-selected", String(at === i)); });
    if (items[i]) {
      field.setAttribute("aria-activedescendant", items[i].id);
      items[i].scrollIntoView({ block: "nearest" });
    }
  }

  field.addEventListener("focus", function () { load(function () {}); });
  field.addEventListener("input", function () { load(show); });
  field.addEventListener("keydown", function (event) {
    const items = Array.from(list.querySelectorAll("[role=option]"));
    const at = items.indexOf(selected());
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (items.length) select((at + (event.key === "ArrowDown" ? 1 : items.length - 1)) % items.length);
    } else if (event.key === "Enter" && !list.hidden && selected()) {
      location.href = selected().querySelector("a").href;
      close();
    } else if (event.key === "Escape") {
      close();
      field.blur();
    }
  });
  document.addEventListener("keydown", function (event) {
    const typing = /^(input|textarea|select)$/i.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape") {
      document.body.classList.remove("menu-open");
      menu.setAttribute("aria-expanded", "false");
    }
  });
  document.addEventListener("click", function (event) {
    if (!event.target.closest(".search")) close();
  });
})();
