import { element } from "./dom.ts";

/**
 * A funnel's documentation as paragraphs and lists, with bold and code. It comes from the file, so
 * it is only ever text: links show their words, anything else stays as written.
 */
export function renderMarkdown(markdown: string): HTMLElement[] {
  const blocks = markdown.replaceAll("\r\n", "\n").split(/\n\s*\n/);
  return blocks.flatMap(renderBlock);
}

function renderBlock(block: string): HTMLElement[] {
  const lines = block
    .split("\n")
    .map((each) => each.trim())
    .filter((each) => each !== "");
  const [first] = lines;
  if (first === undefined) return [];
  if (lines.every((each) => /^[-*+]\s/.test(each))) {
    const items = lines.map((each) => element("li", {}, inline(each.replace(/^[-*+]\s+/, ""))));
    return [element("ul", {}, items)];
  }
  const made: HTMLElement[] = [];
  const heading = /^#{1,6}\s+(.*)$/.exec(first)?.[1];
  if (heading !== undefined) made.push(element("p", { class: "heading" }, inline(heading)));
  const rest = heading === undefined ? lines : lines.slice(1);
  if (rest.length > 0) made.push(element("p", {}, inline(rest.join(" "))));
  return made;
}

function inline(text: string): Node[] {
  const pattern = /`([^`]+)`|\*\*([^*]+)\*\*|\[([^\]]+)\]\([^)\s]*\)/g;
  const nodes: Node[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    const [whole, code, bold, link] = match;
    if (match.index > at) nodes.push(document.createTextNode(text.slice(at, match.index)));
    at = match.index + whole.length;
    if (code !== undefined) nodes.push(element("code", { text: code }));
    else if (bold !== undefined) nodes.push(element("strong", { text: bold }));
    else nodes.push(document.createTextNode(link ?? whole));
  }
  if (at < text.length) nodes.push(document.createTextNode(text.slice(at)));
  return nodes;
}
