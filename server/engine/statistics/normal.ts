import { gammaUpper } from "./incomplete-gamma.ts";

/** The 97.5 % point of the standard normal distribution: between −Z_95 and Z_95 lie 95 % of it. */
export const Z_95 = 1.959963984540054;

/** The 80 % point, for a power of 80 %. */
export const Z_80 = 0.8416212335729142;

/** The chance that a standard normal value lies at least as far from 0 as `z`, on either side. */
export function normalTails(z: number): number {
  return gammaUpper(0.5, (z * z) / 2);
}
