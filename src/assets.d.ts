/** Files that are embedded as they are: the import gives the path. */
declare module '*.wasm' {
  const path: string;
  export default path;
}
declare module '*.bin' {
  const path: string;
  export default path;
}
declare module 'swagger-ui-dist/swagger-ui-bundle.js' {
  const path: string;
  export default path;
}
declare module 'swagger-ui-dist/swagger-ui.css' {
  const path: string;
  export default path;
}
