/**
 * What every lab needs at once and parts that come later need too: without a word it would become one small file a module. Icons of parts that
 * come later come with those.
 */
const WITH_EVERY_LAB =
  /\/src\/workbench\/(Icon|Tabs|is-json|preferences|style-sheet|figures|chords|excerpt|runs|trouble|use-lazy|output\/LazyLogs|editor\/(language|keystrokes)|files\/rules)\.tsx?$|\/src\/lab\/(work|deployed-path|draft-marker)\.ts$|\/lucide-static\/icons\/(?!chevron-(left|right)|octagon-x|pause|skip|snowflake)/;

/** Vite plugin: few requests on the first view of a page. */
export default function chunks() {
  const groups = [
    // Else it would come with the labs, to pages that have none.
    { name: 'preload-helper', test: /vite\/preload-helper/ },
    { name: 'preact', test: /\/node_modules\/preact\// },
    { name: 'workbench', test: WITH_EVERY_LAB },
  ];
  return {
    name: 'workbook-chunks',
    configEnvironment: (name) =>
      name === 'client'
        ? { build: { rolldownOptions: { output: { codeSplitting: { groups } } } } }
        : undefined,
  };
}
