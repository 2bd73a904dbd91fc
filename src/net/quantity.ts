/**
 * The names of everything that can be asked about the 2-3-2 net, and what each name means.
 *
 * x1 w12 a3 h1 u21 z1 y2 t1 e1 E1 E eta; the slopes f'(a1) and g'(z2); gradients dE/du11, dE1/dw12, dE/dh2;
 * the step Δw12 = −η·∂E/∂w12 and the new weight "new w12"; for a gradient check E⁺, h2⁻, their width d and ΔE/2d. Indices go from → to: w12 from x1 to h2.
 */
export const inputs = [1, 2] as const;
export const hiddenUnits = [1, 2, 3] as const;
export const outputs = [1, 2] as const;

export type Target = 'E' | 'E1' | 'E2';
export const targets: readonly Target[] = ['E', 'E1', 'E2'];

const indexed = { x: 2, a: 3, h: 3, z: 2, y: 2, t: 2, e: 2, E: 2 } as const;
export type UnitLetter = keyof typeof indexed;

export type Quantity =
  | { readonly kind: 'unit'; readonly letter: UnitLetter; readonly index: number }
  | { readonly kind: 'weight'; readonly letter: 'w' | 'u'; readonly from: number; readonly to: number }
  | { readonly kind: 'total' }
  | { readonly kind: 'eta' }
  | { readonly kind: 'slope'; readonly of: string }
  | { readonly kind: 'gradient'; readonly target: Target; readonly of: string }
  | { readonly kind: 'step'; readonly of: string }
  | { readonly kind: 'newWeight'; readonly of: string }
  /** What a quantity becomes when the nudged weight is larger or smaller by d: E⁺, h2⁻. */
  | { readonly kind: 'nudged'; readonly of: string }
  | { readonly kind: 'width' }
  | { readonly kind: 'quotient' };

export const wNames: readonly string[] = inputs.flatMap((i) => hiddenUnits.map((j) => `w${i}${j}`));
export const uNames: readonly string[] = hiddenUnits.flatMap((j) => outputs.map((k) => `u${j}${k}`));
export const weightNames: readonly string[] = [...wNames, ...uNames];

export const gradientName = (target: Target, of: string): string => `d${target}/d${of}`;
export const stepName = (weight: string): string => `Δ${weight}`;
export const quotientName = 'ΔE/2d';
export const widthName = 'd';
export const newWeightName = (weight: string): string => `new ${weight}`;
/** The slope of the unit whose pre-activation is a_j or z_k: f'(a1), g'(z2). */
export const slopeName = (preActivation: string): string =>
  `${preActivation.startsWith('a') ? 'f' : 'g'}'(${preActivation})`;

/** What a name means, or undefined where the net has no such quantity. */
export function readQuantity(name: string): Quantity | undefined {
  if (name === 'E') return { kind: 'total' };
  if (name === 'eta') return { kind: 'eta' };
  if (name === widthName) return { kind: 'width' };
  if (name === quotientName) return { kind: 'quotient' };
  if (weightNames.includes(name)) {
    return { kind: 'weight', letter: name[0] as 'w' | 'u', from: Number(name[1]), to: Number(name[2]) };
  }
  const unit = /^([xahzyteE])([1-3])$/.exec(name);
  if (unit) {
    const [letter, index] = [unit[1] as UnitLetter, Number(unit[2])];
    return index <= indexed[letter] ? { kind: 'unit', letter, index } : undefined;
  }
  return readDerived(name);
}

function readDerived(name: string): Quantity | undefined {
  const nudged = /^([ahzyeE]\d?)[⁺⁻]$/.exec(name)?.[1];
  if (nudged && isBasic(nudged)) return { kind: 'nudged', of: nudged };
  const gradient = /^d(E[12]?)\/d(.+)$/.exec(name);
  if (gradient?.[2] && isBasic(gradient[2])) {
    return { kind: 'gradient', target: gradient[1] as Target, of: gradient[2] };
  }
  const slope = /^(?:f'\((a[1-3])\)|g'\((z[12])\))$/.exec(name);
  if (slope) return { kind: 'slope', of: slope[1] ?? slope[2] ?? '' };
  const update = /^(Δ|new )(.+)$/.exec(name);
  if (!update?.[2] || !weightNames.includes(update[2])) return undefined;
  return { kind: update[1] === 'Δ' ? 'step' : 'newWeight', of: update[2] };
}

function isBasic(name: string): boolean {
  const kind = /^(d|Δ|new|[fg]')/.test(name) ? undefined : readQuantity(name)?.kind;
  return kind === 'unit' || kind === 'weight' || kind === 'total';
}
