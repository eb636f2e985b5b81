// The phone in use: picked from the list, typed, or invented.

import { readable } from "./wording.js";

const WELL_FORMED = /^\+[1-9]\d{7,14}$/;
const AREA_CODES = "202 206 212 213 214 303 305 312 313 404 415 503 512 602 615 617 702 713 787 808".split(" ");
const KEY = "simulator-number";

export function asNumber(typed) {
  const number = typed.replace(/[\s().-]/g, "");
  return WELL_FORMED.test(number) ? number : null;
}

// 555-0100 to 555-0199 is kept for fiction in every area code.
export function invent() {
  const [area, line] = crypto.getRandomValues(new Uint32Array(2));
  return `+1${AREA_CODES[area % AREA_CODES.length]}55501${String(line % 100).padStart(2, "0")}`;
}

export function prepare(select) {
  for (const option of select.options) if (option.value) option.textContent = readable(option.value);
  const last = sessionStorage.getItem(KEY);
  choose(select, last ?? select.options[0].value);
}

export function choose(select, number) {
  const known = [...select.options].some((option) => option.value === number);
  if (!known) select.prepend(new Option(readable(number), number));
  select.value = number;
  sessionStorage.setItem(KEY, number);
}
