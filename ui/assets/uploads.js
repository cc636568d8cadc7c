// Files that are dropped or chosen: folders are opened, and what cannot be taken is named with the reason.
(() => {
  const byId = (name) => document.getElementById(name);
  const MEGABYTE = 1e6;

  // What the server takes, as it says itself under the field.
  function limits() {
    const told = document.querySelector("#adding [data-most]")?.dataset;
    return told && { file: Number(told.most), together: Number(told.together), kinds: told.kinds.split(" ") };
  }

  // The files and why each of the others is not taken.
  function sorted(files) {
    const { file: most, together, kinds } = limits();
    const taken = [], refused = [];
    let size = 0;
    for (const file of files) {
      if (file.name.startsWith(".")) continue;
      const ending = /\.[^.]*$/.exec(file.name.toLowerCase())?.[0] || "";
      if (!kinds.includes(ending)) refused.push([file.name, ending ? `files that end in ${ending} are not read` : "a file without an ending is not read"]);
      else if (file.size > most) refused.push([file.name, `${Math.ceil(file.size / MEGABYTE)} MB, more than ${most / MEGABYTE}`]);
      else if (size + file.size > together) refused.push([file.name, `over ${together / MEGABYTE} MB at once: add it by itself`]);
      else { taken.push(file); size += file.size; }
    }
    return { taken, refused };
  }

  function say(refused) {
    byId("refused")?.remove();
    if (!refused.length) return;
    const list = document.createElement("div");
    list.id = "refused";
    list.className = "report";
    list.setAttribute("role", "alert");
    const head = document.createElement("p");
    head.className = "label";
    head.textContent = "Not taken";
    const items = document.createElement("ul");
    for (const [name, why] of refused) {
      const item = document.createElement("li");
      item.className = "failed";
      const named = document.createElement("b");
      named.textContent = name;
      item.append(named, ` ${why}`);
      items.append(item);
    }
    list.append(head, items);
    byId("report").before(list);
  }

  function hand(input, files) {
    const all = new DataTransfer();
    files.forEach((file) => all.items.add(file));
    input.files = all.files;
  }

  async function opened(entry) {
    if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
    const reader = entry.createReader(), files = [];
    // A reader hands over a folder in pieces, the last of them empty.
    for (;;) {
      const inside = await new Promise((done, failed) => reader.readEntries(done, failed));
      if (!inside.length) return files;
      for (const one of inside) if (!one.name.startsWith(".")) files.push(...await opened(one));
    }
  }

  document.addEventListener("drop", async (event) => {
    if (!event.target.closest("#upload")) return;
    event.preventDefault();
    event.stopPropagation();
    const field = document.querySelector("#upload input[type=file]");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const loose = [...event.dataTransfer.files];
    if (!field) return say(loose.map((file) => [file.name, "files are being added already; try again when they are"]));
    const files = entries.length ? (await Promise.all(entries.map(opened))).flat() : loose;
    if (!files.length) return say(entries.map((entry) => [entry.name, "nothing in it can be read"]));
    hand(field, files);
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }, true);

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.type !== "file" || !field.closest("#upload") || !limits()) return;
    const { taken, refused } = sorted([...field.files]);
    say(refused);
    if (!refused.length && taken.length === field.files.length) return;
    hand(field, taken);
    if (!taken.length) event.stopPropagation();
  }, true);
})();
