/** What a command says no with: one sentence for the operator, and an exit code. */

/** A refusal in one sentence; the command ends with this exit code. */
export class Refusal extends Error {
  readonly exitCode: number;
  constructor(sentence: string, exitCode = 1) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

/** The command line itself is wrong. */
export class UsageError extends Refusal {
  constructor(sentence: string) {
    super(sentence, 2);
  }
}
