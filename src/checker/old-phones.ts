// What zxing's decoder uses and Android WebView 90 lacks. Imported before it.
Object.hasOwn ??= (object: object, name: PropertyKey) => Object.getOwnPropertyDescriptor(object, name) !== undefined
