import type {
  Declaration,
  FileNode,
  FunnelNode,
  SourceNode,
  StageNode,
  StudyNode,
} from "../syntax/ast.ts";
import { declarationAt, stagesOf } from "./tree.ts";

/** What may be named at a place: the declarations of the file and of those that it imports. */
export interface Declared {
  readonly tree: FileNode;
  /** The declarations of the file, and behind its text those that it imports. */
  readonly reach: FileNode;
}

export function knownDeclarations({ reach }: Declared): readonly Declaration[] {
  return reach.declarations;
}

export function knownSources(data: Declared): readonly SourceNode[] {
  return knownDeclarations(data).filter((declaration) => declaration.kind === "source");
}

export function knownFunnels(data: Declared): readonly FunnelNode[] {
  return knownDeclarations(data).filter((declaration) => declaration.kind === "funnel");
}

/** The sources that a funnel reads: those after `on`, or the only one of the file. */
export function sourcesOfFunnel(data: Declared, funnel: FunnelNode): readonly SourceNode[] {
  const all = knownSources(data);
  if (funnel.sources.length === 0) return all.filter((source) => source.shape?.text !== "lookup");
  return funnel.sources.flatMap(
    (name) => all.find((source) => source.name?.text === name.text) ?? [],
  );
}

/** The declaration at an offset; behind all text, the one that an unfinished text would belong to. */
export function declarationAround({ tree }: Declared, offset: number): Declaration | undefined {
  return (
    declarationAt(tree, offset) ??
    tree.declarations.findLast((declaration) => declaration.span.end <= offset)
  );
}

/** The funnel whose stages may be named at an offset: its own block's, or that which a study is on. */
export function funnelAround(data: Declared, offset: number): FunnelNode | undefined {
  const declaration = declarationAround(data, offset);
  switch (declaration?.kind) {
    case "funnel":
      return declaration;
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience":
      return subjectOf(knownFunnels(data), declaration)[0];
    default:
      return undefined;
  }
}

/** The sources whose columns may be named at an offset. */
export function sourcesInScope(data: Declared, offset: number): readonly SourceNode[] {
  const declaration = declarationAround(data, offset);
  switch (declaration?.kind) {
    case "source":
      return [declaration];
    case "retention":
      return subjectOf(knownSources(data), declaration);
    case "funnel":
    case "experiment":
    case "drivers":
    case "score":
    case "scenario":
    case "audience": {
      const funnel = funnelAround(data, offset);
      return funnel === undefined ? [] : sourcesOfFunnel(data, funnel);
    }
    case "segment":
    case "import":
    case "connection":
    case "param-declaration":
    case undefined:
      return knownSources(data);
  }
}

/** What a study is on. */
function subjectOf<Subject extends SourceNode | FunnelNode>(
  all: readonly Subject[],
  { subject }: StudyNode,
): readonly Subject[] {
  return all.filter(({ name }) => name !== undefined && name.text === subject?.text).slice(0, 1);
}

/** A stage with a name, as most answers need it. */
export interface NamedStage {
  readonly name: string;
  readonly stage: StageNode;
  readonly funnel: FunnelNode;
}

export function namedStages(funnel: FunnelNode): readonly NamedStage[] {
  return stagesOf(funnel).flatMap((stage) =>
    stage.name === undefined ? [] : [{ name: stage.name.text, stage, funnel }],
  );
}
