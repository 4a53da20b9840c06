// What somebody sees who has no data yet.
export function ExampleBanner() {
  return (
    <section class="welcome" aria-labelledby="welcome-title" data-live>
      <div>
        <h2 id="welcome-title">dragoman reads news and writes down who did what to whom</h2>
        <p>These are its own invented examples: eight short articles. Every mark below is an event that an article tells. Open one to see the words that tell it, who says so, and why it was coded so.</p>
      </div>
      <ol>
        <li><b>Try an article.</b> <a href="/code">Paste a text</a> or drop a file anywhere on this page: it is coded at once and stays on this machine.</li>
        <li><b>Keep your own.</b> <code>dragoman ingest my-articles/ --db situation.db</code></li>
        <li><b>Look at them.</b> <code>dragoman serve situation.db</code></li>
      </ol>
    </section>
  );
}

export function NoData() {
  return (
    <main id="main">
      <section class="welcome alone" aria-labelledby="welcome-title">
        <div>
          <h1 id="welcome-title">Nothing has been read yet</h1>
          <p>dragoman reads news and writes down who did what to whom, when, where, how sure, and who says so. This database has no articles.</p>
        </div>
        <ol>
          <li><b>Put articles in.</b> <code>dragoman ingest my-articles/ --db situation.db</code></li>
          <li><b>Or try one.</b> <a href="/code">Paste a text</a> or drop a file anywhere on this page: it is coded at once and stays on this machine.</li>
          <li><b>Or look at the examples.</b> <code>dragoman serve</code> without a file shows the invented articles that come with the program.</li>
        </ol>
      </section>
    </main>
  );
}
