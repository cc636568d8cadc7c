// What Gradio has no event for: clicks on our own HTML, the panel, scrolling, keys, the clipboard, what is read out.
(() => {
  const byId = (name) => document.getElementById(name);
  const fire = (name, data) => window.saysoFire && window.saysoFire(name, data || {});
  const isPhone = () => window.matchMedia("(max-width: 860px)").matches;
  let opener = null;
  let wanted = null; // the quote that was asked for last

  // What has just happened, for those who hear the page. The answers themselves are written anew while they
  // stream, and what is written anew is read out from its beginning each time or not at all.
  const said = document.createElement("p");
  said.id = "said";
  said.className = "unseen";
  said.setAttribute("role", "status");
  const say = (words) => { document.body.append(said); said.textContent = words; };

  // The panel lies beside the conversation, on a phone over it: there the way back closes it.
  if (history.state?.panel) history.replaceState(null, "");
  function openPanel(from) {
    opener = from || opener;
    const panel = byId("panel");
    if (isPhone() && panel && !panel.classList.contains("open")) history.pushState({ panel: true }, "");
    showPanel();
  }

  function showPanel() {
    byId("panel")?.classList.add("open");
    if (!isPhone()) return;
    byId("left").inert = true;
    byId("close-panel")?.focus();
  }

  function closePanel() {
    if (history.state?.panel) history.back();
    else hidePanel();
  }

  function hidePanel() {
    const panel = byId("panel");
    if (!panel) return;
    const covered = isPhone() && panel.classList.contains("open");
    panel.classList.remove("open");
    byId("left").inert = false;
    if (covered && opener && opener.isConnected) opener.focus();
  }
  window.addEventListener("popstate", (event) => { if (event.state?.panel) showPanel(); else hidePanel(); });

  function openCitation(link) {
    document.querySelectorAll('a.cite[aria-current="true"]').forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const reference = link.getAttribute("href");
    wanted = reference.slice(1);
    if (reference.startsWith("#document-")) fire("play");
    fire("click", { reference });
    openPanel(link);
    if (shownKey() !== reference.slice(1)) return;
    scrollToQuote();
    byId("quoted")?.focus({ preventScroll: true });
  }

  // The quote before or behind the one that is shown, if there is one.
  const shownQuote = () => document.querySelector("#viewer [data-key]");
  function step(by) {
    const source = shownQuote();
    const place = source && /^((?:cite|figure)-\d+)-(\d+)$/.exec(source.dataset.key);
    if (!place) return;
    const number = Number(place[2]) + by;
    if (number < 1 || number > Number(source.dataset.total)) return;
    const reference = `#${place[1]}-${number}`;
    const link = document.querySelector(`#conversation a.cite[href="${reference}"]`);
    if (link) openCitation(link);
    else { wanted = reference.slice(1); fire("click", { reference }); }
  }

  // How a question was understood becomes a field in its place; Enter asks the question as it is then.
  function reword(button) {
    const line = button.closest(".understood");
    const form = document.createElement("form");
    form.className = "rewording";
    const field = document.createElement("input");
    field.value = button.dataset.edit;
    field.setAttribute("aria-label", "The question as it is to be understood");
    field.maxLength = 2000;
    const ask = document.createElement("button");
    ask.className = "small";
    ask.textContent = "Ask this";
    const leave = document.createElement("button");
    leave.type = "button";
    leave.className = "plain";
    leave.textContent = "Cancel";
    const back = () => { form.replaceWith(line); line.querySelector("button")?.focus(); };
    leave.addEventListener("click", back);
    form.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); back(); } });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const question = field.value.trim();
      if (!question) return;
      const last = form.closest("#turn") !== null;
      fire(last ? "retry" : "select", { question });
      back();
    });
    form.append(field, ask, leave);
    line.replaceWith(form);
    field.focus();
  }

  function vote(button) {
    fire("like", { vote: button.dataset.vote, turn: button.dataset.turn });
    button.parentElement.querySelectorAll("[data-vote]").forEach((one) => one.setAttribute("aria-pressed", one === button));
  }

  // A document is removed by the second click, within four seconds of the first.
  function remove(button) {
    if (button.dataset.sure) {
      const place = [...document.querySelectorAll("button.remove")].indexOf(button);
      removedRow = { id: button.dataset.remove, place };
      button.disabled = true;
      return fire("delete", { document: button.dataset.remove });
    }
    const label = button.textContent;
    button.dataset.sure = "yes";
    button.textContent = "Really?";
    setTimeout(() => { delete button.dataset.sure; button.textContent = label; }, 4000);
  }

  // What was used and is no longer there leaves the keys nowhere: they go on at the question, which a phone would
  // open its keyboard for, or at the row behind the one that was removed.
  const strayed = () => document.activeElement === document.body || document.activeElement === null;
  function refocus() {
    if (strayed() && !isPhone()) document.querySelector("#question textarea")?.focus();
  }
  let removedRow = null;
  function refocusRow() {
    if (removedRow === null || document.querySelector(`[data-remove="${CSS.escape(removedRow.id)}"]`)) return;
    const rows = document.querySelectorAll("button.remove");
    const next = rows[Math.min(removedRow.place, rows.length - 1)];
    if (strayed()) (next || document.querySelector("#library-search :is(input, textarea)"))?.focus();
    removedRow = null;
  }

  const deeds = {
    ask: (button) => fire("select", { question: button.dataset.ask }),
    again: () => fire("retry"),
    stop: (button) => fire("stop", { turn: button.dataset.stop, question: button.dataset.question }),
    sort: (button) => fire("apply", { by: button.dataset.sort }),
    rest: () => fire("apply", { more: true }),
    edit: reword,
    vote,
    remove,
    show: (button) => { fire("expand", { turn: button.dataset.turn }); openPanel(button); },
    tab: () => fire("edit"),
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.cite");
    if (link) { event.preventDefault(); openCitation(link); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "close-panel") closePanel();
    if (button.id === "copy-quote") copyQuote(button);
    if (button.id === "previous-quote") step(-1);
    if (button.id === "next-quote") step(1);
    if (button.id === "narrow") narrow(!byId("left").classList.contains("narrowing"));
    for (const deed of Object.keys(deeds)) if (deed in button.dataset) { deeds[deed](button); break; }
  });

  // The form of filters, open or not.
  function narrow(open) {
    byId("left").classList.toggle("narrowing", open);
    byId("narrow").setAttribute("aria-expanded", open);
    if (open) document.querySelector("#filters input, #filters textarea")?.focus();
  }

  async function copyQuote(button) {
    const source = document.querySelector("#viewer [data-copy]");
    if (!source) return;
    const label = button.textContent;
    button.textContent = (await copy(source.dataset.copy)) ? "Copied" : "Could not copy";
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      return true;
    } catch {
      const field = document.createElement("textarea");
      field.value = words;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      return done;
    }
  }

  window.saysoSave = (name, words) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([words], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  // Keys: Escape leaves the panel, arrows go from citation to citation.
  // Heard before the fields hear them, so that Escape closes a list of choices before what it stands in.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (event.target.closest(".rewording")) return;
      if (event.target.closest("#filters")) {
        if (document.querySelector("#filters [aria-expanded='true']")) return;
        narrow(false);
        byId("narrow").focus();
      } else if (isPhone() && byId("panel")?.classList.contains("open")) closePanel();
      else if (event.target.closest("#panel") && opener?.isConnected) opener.focus();
      else document.querySelector("#question textarea")?.focus();
      return;
    }
    const cite = event.target.closest && event.target.closest("a.cite");
    if (!cite || !["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp"].includes(event.key)) return;
    const all = [...(cite.closest("#conversation, #ledger, #documents") || document).querySelectorAll("a.cite")];
    const seen = all.filter((link) => link.offsetParent !== null);
    const next = seen[seen.indexOf(cite) + (event.key === "ArrowRight" || event.key === "ArrowDown" ? 1 : -1)];
    if (next) { event.preventDefault(); next.focus(); }
  }, true);

  // A figure is lit wherever it is shown: in the picture, at its name, in the table.
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    const over = event.target.closest && event.target.closest("#ledger [data-figure]");
    document.querySelectorAll("#ledger .lit").forEach((one) => one.classList.remove("lit"));
    if (!over) return;
    const number = over.dataset.figure;
    document.querySelectorAll(`#ledger [data-figure="${number}"], #ledger [data-between~="${number}"]`)
      .forEach((one) => one.classList.add("lit"));
  });

  // A new question goes to the top of the conversation and stays there while its answer is written.
  let turn = null;
  function placeTurn() {
    const section = document.querySelector("#turn .turn");
    const room = byId("conversation");
    const block = byId("turn");
    if (!room || !block) return;
    block.style.minHeight = section ? `${room.clientHeight - 4}px` : "";
    const key = section ? `${section.dataset.turn} ${section.querySelector(".asked").textContent}` : null;
    if (key === turn) return;
    turn = key;
    const asked = section?.querySelector(".asked").textContent;
    if (asked === sessionStorage.getItem("sayso-draft")?.trim()) sessionStorage.removeItem("sayso-draft");
    if (key) refocus();
    if (key) room.scrollTop += block.getBoundingClientRect().top - room.getBoundingClientRect().top;
  }

  // Said once when an answer is begun, and once when it is whole; how long it takes is shown where it is awaited.
  let awaited = null;
  function tellTurn() {
    const section = document.querySelector("#turn .turn");
    const busy = section?.getAttribute("aria-busy") === "true";
    if (busy && !awaited) { awaited = Date.now(); say("Looking through the documents"); }
    if (busy || !awaited) return;
    awaited = null;
    const words = section && section.querySelector(".claims p, .none .reason, .reply .reason, .stopped .verdict")?.cloneNode(true);
    if (!words) return;
    words.querySelectorAll("a.cite").forEach((mark) => mark.remove());
    const quotes = section.querySelectorAll("li.quote").length;
    const kind = section.querySelector(".none") ? "No answer. " : "";
    say(`${kind}${words.textContent.trim()} ${quotes ? `${quotes} ${quotes === 1 ? "quote" : "quotes"}.` : ""}`);
    refocus();
  }
  setInterval(() => {
    const since = awaited && document.querySelector("#turn .since");
    const seconds = Math.floor((Date.now() - awaited) / 1000);
    if (since && seconds >= 3) since.textContent = `${seconds} s `;
    // No event tells that a question was taken out of its field.
    if (byId("full")?.hidden === false) tellLength(document.querySelector("#question textarea"));
  }, 1000);

  // A question that is cut off at its limit says so.
  function tellLength(field) {
    const full = field.maxLength > 0 && field.value.length >= field.maxLength;
    let note = byId("full");
    if (full && !note) {
      note = document.createElement("p");
      note.id = "full";
      note.setAttribute("role", "status");
      byId("ask-row").after(note);
    }
    if (!note) return;
    note.hidden = !full;
    note.textContent = full ? `A question has ${field.maxLength.toLocaleString("en")} characters at most: what comes after them is left out.` : "";
  }

  // Enter that chooses a word of an input method asks nothing.
  for (const kind of ["keydown", "keypress"]) document.addEventListener(kind, (event) => {
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229) && event.target.closest("#question")) event.stopPropagation();
  }, true);

  // Paper has no folds.
  window.addEventListener("beforeprint", () => {
    document.querySelectorAll("details:not([open])").forEach((one) => { one.open = true; one.dataset.printed = "yes"; });
  });
  window.addEventListener("afterprint", () => {
    document.querySelectorAll("details[data-printed]").forEach((one) => { one.open = false; delete one.dataset.printed; });
  });

  // A question that is half written is still there when the page was loaded again.
  document.addEventListener("input", (event) => {
    if (!event.target.closest("#question")) return;
    sessionStorage.setItem("sayso-draft", event.target.value);
    tellLength(event.target);
  });
  let drafted = false;
  function placeDraft() {
    const field = document.querySelector("#question textarea");
    if (drafted || !field || !document.querySelector("#welcome .welcome, #welcome .empty")) return;
    drafted = true;
    field.value = field.value || sessionStorage.getItem("sayso-draft") || "";
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  // The figures of another answer are shown from their beginning.
  let counted = null;
  function placeLedger() {
    const section = document.querySelector("#ledger .ledger");
    const key = section && section.dataset.turn + section.querySelector("h2").textContent;
    if (key === counted || !byId("ledger")?.clientHeight) return;
    counted = key;
    byId("ledger").scrollTop = 0;
  }

  // A newly opened quote is scrolled into view inside its own panel, never the page.
  const shownKey = () => shownQuote()?.dataset.key || null;
  let shown = null;
  function placeQuote() {
    const key = shownKey();
    if (key === shown || !byId("viewer")?.clientHeight) return;
    shown = key;
    const source = shownQuote();
    const position = Number(source?.dataset.position || 0);
    byId("previous-quote").disabled = position <= 1;
    byId("next-quote").disabled = position >= Number(source?.dataset.total || 0);
    const total = Number(source?.dataset.total || 0);
    if (key && key === wanted) say(`Quote ${position} of ${total}: ${source.querySelector("h2").textContent}`);
    scrollToQuote();
  }

  function scrollToQuote() {
    const viewer = byId("viewer");
    const quoted = byId("quoted");
    if (!viewer) return;
    if (!quoted) { viewer.scrollTop = 0; return; }
    const head = viewer.querySelector("header")?.offsetHeight || 0;
    const above = Math.max(head + 24, viewer.clientHeight / 4);
    viewer.scrollTop += quoted.getBoundingClientRect().top - viewer.getBoundingClientRect().top - above;
  }

  // Those who hear the page go from part to part.
  function nameParts() {
    for (const [name, role, label] of [["left", "region", "Conversation"], ["panel", "complementary", "Sources"]]) {
      const part = byId(name);
      if (!part || part.getAttribute("role") === role) continue;
      part.setAttribute("role", role);
      part.setAttribute("aria-label", label);
    }
  }

  // What changes behind another tab is placed when it comes to be seen.
  const sized = new ResizeObserver(() => { placeQuote(); placeLedger(); });
  new MutationObserver(() => {
    for (const name of ["viewer", "ledger"]) if (byId(name)) sized.observe(byId(name));
    nameParts(); placeTurn(); placeQuote(); placeLedger(); placeDraft(); tellTurn(); refocusRow();
  })
    .observe(document, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-key", "data-turn", "aria-busy"] });
  window.addEventListener("resize", placeTurn);
})();
