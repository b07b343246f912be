/** Puts the site's base path in front of links such as `/labs/` that a page's author wrote in Markdown. */
export default function baseLinks() {
  return {
    name: 'base-links',
    hooks: {
      'astro:config:setup': ({ config }) => {
        const base = config.base.replace(/\/$/, '');
        if (!base) return;
        config.markdown.processor.options.hastPlugins.push({
          name: 'base-links',
          element: {
            filter: ['a'],
            visit(node, context) {
              const href = node.properties?.href;
              if (typeof href === 'string' && /^\/(?!\/)/.test(href))
                context.setProperty(node, 'href', base + href);
            },
          },
        });
      },
    },
  };
}
