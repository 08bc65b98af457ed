/** A flag of a command, as its help shows it and as settings are read from it. */

export type Flag = {
  readonly kind: 'switch' | 'text';
  readonly about: string;
  /** How its value is called in the help, such as `DIR`. */
  readonly value?: string;
  /** The setting it stands for, and the value a switch gives it. */
  readonly setting?: string;
  readonly gives?: string;
};
