/** A class that may be called without `new`, as Node's older ones may. */
export function callable<T extends new (...args: never[]) => object>(Class: T): T {
  const proxy = new Proxy(Class, {
    apply: (_target, _self, args) => Reflect.construct(Class, args, proxy) as object,
  });
  Object.defineProperty(Class.prototype, 'constructor', {
    value: proxy,
    writable: true,
    configurable: true,
  });
  return proxy;
}
