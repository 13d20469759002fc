// Constants that the build puts in.
/** The path that the models are served from, with slashes at both ends: `/models/<hash>/`. */
declare const __MODELS__: string
