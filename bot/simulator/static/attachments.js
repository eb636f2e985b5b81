// The files picked for the next text.

import * as wording from "./wording.js";

export class Attachments {
  constructor({ list, picker, button }) {
    this.list = list;
    this.button = button;
    this.files = [];
    button.addEventListener("click", () => picker.click());
    picker.addEventListener("change", () => {
      this.add([...picker.files]);
      picker.value = "";
    });
  }

  add(files) {
    this.#set([...this.files, ...files]);
  }

  clear() {
    this.#set([]);
  }

  #set(files) {
    this.files = files;
    this.list.replaceChildren(...files.map((file) => this.#item(file)));
    this.list.hidden = files.length === 0;
  }

  #item(file) {
    const item = document.createElement("li");
    const remove = document.createElement("button");
    remove.type = "button";
    remove.textContent = "×";
    remove.ariaLabel = wording.remove(file.name);
    remove.addEventListener("click", () => {
      this.#set(this.files.filter((other) => other !== file));
      this.button.focus();
    });
    item.append(file.name, remove);
    return item;
  }
}
