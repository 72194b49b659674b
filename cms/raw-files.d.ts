/** Vite gives a file's text under this address; the front server is bundled with it. */
declare module '*.css?raw' {
  const text: string
  export default text
}
