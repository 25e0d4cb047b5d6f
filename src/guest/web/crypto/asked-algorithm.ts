export interface HashAlgorithm {
  readonly name: string;
}

/** An algorithm as it was asked for, with every parameter of the right kind. */
export interface Algorithm {
  readonly name: string;
  readonly hash?: HashAlgorithm;
  readonly length?: number;
  readonly iv?: Uint8Array;
  readonly counter?: ArrayBuffer | ArrayBufferView;
  readonly additionalData?: Uint8Array;
  readonly tagLength?: number;
  readonly label?: Uint8Array;
  readonly context?: Uint8Array;
  readonly saltLength?: number;
  readonly namedCurve?: string;
  readonly modulusLength?: number;
  readonly publicExponent?: Uint8Array;
  readonly salt?: Uint8Array;
  readonly info?: Uint8Array;
  readonly iterations?: number;
  readonly public?: object;
}
