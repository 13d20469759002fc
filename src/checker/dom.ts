// Builds elements without a framework and without HTML strings, so that the text of a QR code can never become markup.
type Child = Node | string | false | undefined
type Attributes = { readonly [name: string]: string | boolean | ((event: Event) => void) | undefined }

const fill = <E extends Element>(element: E, attributes: Attributes, children: readonly Child[]): E => {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value)
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value)
  }
  element.append(...children.filter((child) => child !== false && child !== undefined))
  return element
}

/** Creates an HTML element. A function among the attributes listens to the event of that name. */
export const h = (tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement =>
  fill(document.createElement(tag), attributes, children)

/** Creates an SVG element. */
export const s = (tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children)
