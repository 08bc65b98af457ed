/** A query text that the grammar refuses, with the place where it stopped making sense. */
export class SyntaxFault extends Error {
  readonly at: number;
  constructor(reason: string, at: number) {
    super(reason);
    this.name = 'SyntaxFault';
    this.at = at;
  }
}
