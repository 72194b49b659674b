/** Tailwind for the web station; other stylesheets pass through untouched. */
export default { plugins: { '@tailwindcss/postcss': {} } }
