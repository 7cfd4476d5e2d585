/** In the frame: tells the page around it how high the form is, so that nothing is cut off. */
export const frameScript = `(() => {
  const tell = () => parent.postMessage({ heedForm: document.documentElement.scrollHeight }, '*');
  new ResizeObserver(tell).observe(document.body);
  addEventListener('load', tell);
  tell();
})();
`;

/** On the page around it: puts the frame where the script stands, and lets it be as high as the form. */
export const embedScript = `(() => {
  const own = document.currentScript;
  const from = new URL(own.src).origin;
  const frame = document.createElement('iframe');
  frame.src = from + '/forms/' + encodeURIComponent(own.dataset.form) + '?frame';
  frame.title = own.dataset.title || 'Form';
  frame.style.cssText = 'width:100%;height:600px;border:0';
  own.before(frame);
  addEventListener('message', (event) => {
    if (event.origin !== from || event.source !== frame.contentWindow) return;
    const height = Number(event.data && event.data.heedForm);
    if (height > 0 && height < 20000) frame.style.height = height + 'px';
  });
})();
`;
