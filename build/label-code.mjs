const preIn = (node) => (node.tagName === 'pre' ? node : node.children?.map(preIn).find(Boolean));

/** Names every code block: a block that scrolls is a region of the page, and regions need names of their own. */
export default function labelCode() {
  return {
    name: 'label-code',
    hooks: {
      postprocessRenderedBlock: ({ codeBlock, renderData }) => {
        const number = (codeBlock.parentDocument?.positionInDocument?.groupIndex ?? 0) + 1;
        const title = codeBlock.props.title ?? codeBlock.language;
        // A quiz and a figure count their blocks by themselves, from 1 as the chapter does.
        const place = codeBlock.meta.includes('quiz') ? 'Quiz code' : 'Code';
        const figure = codeBlock.metaOptions.getString('figure');
        preIn(renderData.blockAst).properties.ariaLabel = figure
          ? `Code of the figure ${figure}: ${title}`
          : `${place} ${number}: ${title}`;
      },
    },
  };
}
