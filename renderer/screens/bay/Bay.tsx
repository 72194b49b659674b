export function Bay() { return null }
