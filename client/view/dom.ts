/** What an element has besides its content. Texts are only ever set as text, never parsed. */
export interface ElementOptions {
  readonly class?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  options: ElementOptions = {},
  children: readonly (Node | undefined)[] = [],
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  if (options.class !== undefined) made.className = options.class;
  if (options.text !== undefined) made.textContent = options.text;
  if (options.title !== undefined) made.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) {
    made.setAttribute(name, value);
  }
  const { onClick } = options;
  if (onClick !== undefined) made.addEventListener("click", () => onClick());
  for (const child of children) if (child !== undefined) made.append(child);
  return made;
}

export function button(
  text: string,
  onClick: () => void,
  options: Omit<ElementOptions, "text" | "onClick"> = {},
): HTMLButtonElement {
  const made = element("button", { ...options, text, onClick });
  made.type = "button";
  return made;
}

/** A picture of straight lines in the text's colour; what it says is said in words beside it. */
export function icon(path: string, className: string): SVGSVGElement {
  const namespace = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(namespace, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `icon ${className}`);
  svg.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(namespace, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const icons = {
  pass: "M3 8.5 6.5 12 13 4.5",
  fail: "M4 4 12 12 M12 4 4 12",
  warn: "M8 2.5 14.5 13.5 H1.5 Z M8 6.5 V9.5 M8 11.2 V11.8",
  unknown: "M4 8 H12",
  info: "M8 7 V12 M8 4 V5 M14.5 8 A6.5 6.5 0 1 1 1.5 8 A6.5 6.5 0 1 1 14.5 8",
  funnel: "M1.5 3 H14.5 M1.5 8 H10 M1.5 13 H5.5",
} as const;

/** "Running {0}", "Signup" → "Running Signup" */
export function fill(template: string, value: string): string {
  return template.split("{0}").join(value);
}
