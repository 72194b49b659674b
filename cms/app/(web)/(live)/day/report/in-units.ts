/** Sen as a number of the currency's unit: exact, for a program that adds it up. */
export const inUnits = (sen: number) => sen / 100
