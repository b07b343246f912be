interface Section {
  title: string;
  url: string;
  excerpt: string;
}

interface Found extends Section {
  meta: { title?: string };
  sub_results: Section[];
}

interface Pagefind {
  options(options: { baseUrl: string }): Promise<void>;
  debouncedSearch(query: string): Promise<{ results: { data(): Promise<Found> }[] } | null>;
}

const MOST_RESULTS = 10;

/** The search dialog. The index and its reader load when it is first opened. */
export class SiteSearch extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;

  connectedCallback() {
    const dialog = this.querySelector('dialog')!;
    const input = this.querySelector('input')!;
    const open = () => {
      dialog.showModal();
      input.select();
      this.#load().catch(() =>
        this.#say('Search is not available here. It needs the built site, over HTTP.'),
      );
    };
    this.querySelector('button')!.addEventListener('click', open);
    dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
    input.addEventListener('input', () => this.#search(input.value.trim()));
    input.addEventListener('keydown', (event) => event.key === 'Enter' && event.preventDefault());
    document.addEventListener('keydown', (event) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      if ((event.target as Element).closest?.('.monaco-editor')) return;
      event.preventDefault();
      if (dialog.open) dialog.close();
      else open();
    });
  }

  #load(): Promise<Pagefind> {
    this.#pagefind ??= (async () => {
      const base = this.getAttribute('data-base')!;
      const url = `${base}pagefind/pagefind.js`;
      const pagefind: Pagefind = await import(/* @vite-ignore */ url);
      await pagefind.options({ baseUrl: base });
      return pagefind;
    })();
    return this.#pagefind;
  }

  async #search(query: string) {
    const list = this.querySelector('ol')!;
    if (!query) {
      list.replaceChildren();
      this.#say('');
      return;
    }
    const answer = await (await this.#load()).debouncedSearch(query);
    if (!answer) return;
    const found = await Promise.all(answer.results.slice(0, MOST_RESULTS).map((result) => result.data()));
    const sections = found.flatMap((page) =>
      page.sub_results
        .slice(0, 3)
        .map((section) => ({ ...section, title: titleOf(section, page.meta.title ?? section.title) })),
    );
    list.replaceChildren(...sections.map(listItem));
    this.#say(sections.length ? `${sections.length} found` : `Nothing found for “${query}”`);
  }

  #say(text: string) {
    this.querySelector('[role=status]')!.textContent = text;
  }
}

const titleOf = (section: Section, page: string) =>
  section.title === page ? page : `${section.title} · ${page}`;

function listItem({ title, url, excerpt }: Section): HTMLLIElement {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  const text = document.createElement('p');
  text.innerHTML = excerpt;
  item.append(link, text);
  return item;
}
