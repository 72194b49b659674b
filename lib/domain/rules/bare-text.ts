/** A plate, a name or a number as it is compared: `wxy 12-34` and `WXY1234` are the same. */
export const bareText = (text: string): string => text.replace(/[\s.+-]/g, '').toUpperCase()
