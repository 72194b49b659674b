/** Which protocol this is: raised with each change of what goes over the wire. The server tells it in its health. */
export const PROTOCOL_VERSION = 25

/** Fingerprint of the protocol's schemas at that version; a test compares it with the schemas as they are. */
export const PROTOCOL_FINGERPRINT = '1d9a11aa7864c364'
